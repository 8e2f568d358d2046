/// Another program's name that a story uses, and the story's own name for it.
public struct StoryWarning: Hashable, Sendable, Codable {
    /// The place of its first use, as a JSONPath (RFC 9535).
    public let path: String
    /// The name as written.
    public let written: String
    /// The story's own name.
    public let meaning: String
}

extension StoryWarning: CustomStringConvertible {
    public var description: String {
        "\(path): \"\(written)\" was taken for \"\(meaning)\". Write \"\(meaning)\"."
    }
}
