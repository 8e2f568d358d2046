/// What is drawn otherwise than the story says, since this machine cannot do better.
public struct Substitution: Hashable, Sendable, Codable {
    public enum Rule: String, Hashable, Sendable, Codable {
        /// A font that is not installed.
        case font
        /// Letters that the text's font does not have.
        case letters
        /// An emoji that no installed font has as one picture.
        case emoji
        /// A text for which a sticker has no room.
        case shortened
    }

    public let rule: Rule
    /// Where, as a JSONPath.
    public let path: String
    /// Why it is not drawn as it is asked for.
    public let reason: String
    /// What is drawn in its place.
    public let taken: String
    /// What would be drawn as asked for and is near to it, such as families of fonts; may be none.
    public let alternatives: [String]

    public init(_ rule: Rule, path: String, reason: String, taken: String, alternatives: [String] = []) {
        self.rule = rule
        self.path = path
        self.reason = reason
        self.taken = taken
        self.alternatives = alternatives
    }
}

extension Substitution: CustomStringConvertible {
    public var description: String {
        let hint = alternatives.isEmpty ? "" : "; installed are \(alternatives.joined(separator: ", "))"
        return "\(path): \(reason); \(taken)\(hint)"
    }
}
