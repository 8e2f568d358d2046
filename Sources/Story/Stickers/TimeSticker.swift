/// The time of day, the date or the day of the week.
public struct TimeSticker: Hashable, Sendable, Codable {
    public enum Format: String, Hashable, Sendable, Codable, CaseIterable {
        /// On a 24-hour clock.
        case time
        /// With the month's English name.
        case date
        /// In English.
        case weekday
    }

    public var format: Format
    /// The moment to show. The story names it, so that the result does not depend on when the story is made.
    public var at: Moment

    public init(format: Format, at: Moment) {
        self.format = format
        self.at = at
    }
}

extension TimeSticker: StickerKind {
    static var kind: Overlay.Kind { .time }
    static var standardWidth: Double { 0.4 }
    var content: StickerContent { .time(self) }

    init(reading reader: inout ObjectReader) {
        self.init(
            format: reader.choice("format", required: true) ?? .time,
            at: reader.moment("at", required: true) ?? Moment(seconds: 0, offsetMinutes: 0))
        // The zone's clock shows the moment, whatever clock it was written by.
        if let offset = reader.offset("zone") { at = at.told(offsetMinutes: offset) }
    }

    var members: [JSONMember] { [.string("format", format.rawValue), .string("at", at.text)] }
}
