/// A person who is mentioned.
public struct MentionSticker: Hashable, Sendable, Codable {
    /// Without the `@`.
    public var handle: String

    public init(handle: String) { self.handle = handle }
}

extension MentionSticker: StickerKind {
    static var kind: Overlay.Kind { .mention }
    static var standardWidth: Double { 0.64 }
    var content: StickerContent { .mention(self) }

    init(reading reader: inout ObjectReader) {
        self.init(handle: reader.name("handle", after: "@") ?? "")
    }

    var members: [JSONMember] { [.string("handle", handle)] }
}
