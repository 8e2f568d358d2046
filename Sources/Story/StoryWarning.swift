/// A name in a story that is another program's, and what it was taken for.
public struct StoryWarning: Hashable, Sendable, Codable {
    /// Where it stands first, as a JSONPath (RFC 9535).
    public let path: String
    /// As it was written.
    public let written: String
    /// The story's own name for it.
    public let meaning: String
}

extension StoryWarning: CustomStringConvertible {
    public var description: String {
        "\(path): \"\(written)\" was taken for \"\(meaning)\". Write \"\(meaning)\"."
    }
}
