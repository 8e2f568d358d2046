/// A difference between the story and its drawing, because this machine lacks something.
public struct Substitution: Hashable, Sendable, Codable {
    public enum Rule: String, Hashable, Sendable, Codable {
        /// A font is not installed.
        case font
        /// The text's font lacks letters.
        case letters
        /// No installed font has the emoji as a single picture.
        case emoji
        /// A variable font of the story's own lacks an axis, or a place on it.
        case axis
        /// A font says that its licence forbids how it is used.
        case license
        /// A sticker has no room for all of its text.
        case shortened
    }

    public let rule: Rule
    /// The place in the story, as a JSONPath.
    public let path: String
    /// Why the program cannot draw what the story asks for.
    public let reason: String
    /// What the program draws instead.
    public let taken: String
    /// Similar choices that are available, such as font families; may be empty.
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
