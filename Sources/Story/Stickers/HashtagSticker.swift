public struct HashtagSticker: Hashable, Sendable, Codable {
    /// Without the `#`.
    public var tag: String

    public init(tag: String) { self.tag = tag }
}

extension HashtagSticker: StickerKind {
    static var kind: Overlay.Kind { .hashtag }
    static var standardWidth: Double { 0.47 }
    var content: StickerContent { .hashtag(self) }

    init(reading reader: inout ObjectReader) {
        self.init(tag: reader.name("tag", after: "#") ?? "")
    }

    var members: [JSONMember] { [.string("tag", tag)] }
}
