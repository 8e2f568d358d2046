/// A song. Only its card is drawn; the story's sound is set elsewhere.
public struct MusicSticker: Hashable, Sendable, Codable {
    public var title: String
    public var artist: String
    /// A picture file, relative to the story document's folder; nil for a note symbol.
    public var cover: String?

    public init(title: String, artist: String, cover: String? = nil) {
        self.title = title
        self.artist = artist
        self.cover = cover
    }
}

extension MusicSticker: StickerKind {
    static var kind: Overlay.Kind { .music }
    static var standardWidth: Double { 0.6 }
    var content: StickerContent { .music(self) }

    init(reading reader: inout ObjectReader) {
        self.init(
            title: reader.line("title", required: true) ?? "",
            artist: reader.line("artist", required: true) ?? "",
            cover: reader.picture("cover"))
    }

    var members: [JSONMember] {
        [.string("title", title), .string("artist", artist), cover.map { .string("cover", $0) }]
            .compactMap(\.self)
    }

    var file: OverlayFile? { cover.map { OverlayFile(key: "cover", src: $0) } }

    func naming(file src: String) -> MusicSticker {
        var renamed = self
        if cover != nil { renamed.cover = src }
        return renamed
    }
}
