/// A web page.
public struct LinkSticker: Hashable, Sendable, Codable {
    /// Begins with `http://` or `https://`.
    public var url: String
    /// The text to show; nil for the name of the host.
    public var label: String?

    public init(url: String, label: String? = nil) {
        self.url = url
        self.label = label
    }

    /// The host of ``url`` without `www.`, for display; nil if the address has none.
    ///
    /// Corresponds to `host` of RFC 3986, section 3.2.2.
    public var host: String? {
        guard let scheme = ["https://", "http://"].first(where: { url.lowercased().hasPrefix($0) }) else {
            return nil
        }
        let authority = url.dropFirst(scheme.count).prefix { !"/?#".contains($0) }
        let hostAndPort = authority.split(separator: "@", omittingEmptySubsequences: false).last ?? authority
        let host = hostAndPort.prefix { $0 != ":" }
        let shown = host.lowercased().hasPrefix("www.") ? host.dropFirst(4) : host
        return shown.isEmpty ? nil : String(shown)
    }
}

extension LinkSticker: StickerKind {
    static var kind: Overlay.Kind { .link }
    static var standardWidth: Double { 0.51 }
    var content: StickerContent { .link(self) }

    init(reading reader: inout ObjectReader) {
        let url = reader.word(
            "url", required: true,
            allowed:
                "a web address of at most \(StoryLimits.addressBytes) bytes without spaces, such as "
                + "\"https://example.com\""
        ) { text in
            let isPlain = text.unicodeScalars.allSatisfy {
                !$0.properties.isWhitespace && $0.properties.generalCategory != .control
            }
            let fits = text.utf8.count <= StoryLimits.addressBytes
            return isPlain && fits && LinkSticker(url: text).host != nil ? text : nil
        }
        self.init(url: url ?? "", label: reader.line("label"))
    }

    var members: [JSONMember] {
        [.string("url", url), label.map { .string("label", $0) }].compactMap(\.self)
    }
}
