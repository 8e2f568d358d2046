/// A person who is mentioned.
public struct MentionSticker: Hashable, Sendable, Codable {
    /// Without the `@`.
    public var handle: String

    public init(handle: String) { self.handle = handle }
}

public struct HashtagSticker: Hashable, Sendable, Codable {
    /// Without the `#`.
    public var tag: String

    public init(tag: String) { self.tag = tag }
}

/// A place.
public struct LocationSticker: Hashable, Sendable, Codable {
    public var name: String
    /// Degrees north of the equator; nil if only the name is known.
    public var latitude: Double?
    /// Degrees east of Greenwich; nil if only the name is known.
    public var longitude: Double?

    public init(name: String, latitude: Double? = nil, longitude: Double? = nil) {
        self.name = name
        self.latitude = latitude
        self.longitude = longitude
    }
}

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
