/// The time that is left until an event.
///
/// A picture does not tick: it shows the time left at one moment. If the story names no moment, it shows when the event
/// happens.
public struct CountdownSticker: Hashable, Sendable, Codable {
    public var title: String
    public var endsAt: Moment
    /// The moment from which to count; nil to show ``endsAt`` itself.
    public var at: Moment?

    public init(title: String, endsAt: Moment, at: Moment? = nil) {
        self.title = title
        self.endsAt = endsAt
        self.at = at
    }
}

extension CountdownSticker: StickerKind {
    static var kind: Overlay.Kind { .countdown }
    static var standardWidth: Double { 0.7 }
    static var standardTheme: StickerTheme { .color }
    var content: StickerContent { .countdown(self) }

    init(reading reader: inout ObjectReader) {
        self.init(
            title: reader.line("title", required: true) ?? "",
            endsAt: reader.moment("endsAt", required: true) ?? Moment(seconds: 0, offsetMinutes: 0),
            at: reader.moment("at"))
    }

    var members: [JSONMember] {
        [.string("title", title), .string("endsAt", endsAt.text), at.map { .string("at", $0.text) }]
            .compactMap(\.self)
    }
}
