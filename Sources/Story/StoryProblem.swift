/// One thing that is wrong with a story.
public struct StoryProblem: Hashable, Sendable, Codable {
    /// What kind of rule is broken.
    public enum Rule: String, Hashable, Sendable, Codable {
        /// The text is no JSON, or no YAML.
        case syntax
        case unknownKey
        case missingKey
        /// A value that stands under two names of its key.
        case doubleKey
        case wrongType
        /// A number outside its range, or a list, text or file beyond its limit.
        case outOfRange
        /// The type is right, the value has no meaning.
        case badValue
        /// A character that no installed font has.
        case missingGlyph
        /// A sticker that is missing or cannot be used.
        case unusableFile
    }

    /// Where, as a JSONPath (RFC 9535) such as `$.slides[0].overlays[2].color`, or the option of the
    /// command line.
    public let path: String
    public let rule: Rule
    /// What was found there.
    public let found: String
    /// What would be right.
    public let allowed: String
    /// What was probably meant.
    public let suggestion: String?
    /// For text that is no JSON or YAML, where it ends to be so; from 1.
    public let line: Int?
    /// Into the line, in bytes for JSON and in code points for YAML; from 1.
    public let column: Int?

    public init(
        path: String, rule: Rule, found: String, allowed: String, suggestion: String? = nil,
        line: Int? = nil, column: Int? = nil
    ) {
        self.path = path
        self.rule = rule
        self.found = found
        self.allowed = allowed
        self.suggestion = suggestion
        self.line = line
        self.column = column
    }
}

extension StoryProblem: CustomStringConvertible {
    public var description: String {
        let place = if let line, let column { "line \(line), column \(column)" } else { path }
        let what =
            switch rule {
            case .syntax: found
            case .unknownKey: "unknown key \(found)"
            case .missingKey: "missing"
            case .doubleKey: "\(found) says what another key says, too"
            default: "got \(found.withoutFullStop)"
            }
        let remedy = if let suggestion { "did you mean \(suggestion)?" } else { "allowed: \(allowed)" }
        return "\(place): \(what); \(remedy)"
    }
}

extension String {
    /// The same without the full stop at its end, for a sentence that goes on.
    package var withoutFullStop: String { hasSuffix(".") && !hasSuffix("..") ? String(dropLast()) : self }
}

/// A story that cannot be made, with every reason why.
public struct StoryDocumentError: Error, Hashable, Sendable {
    /// At least one, slide by slide and overlay by overlay; no more than ``StoryLimits/problems``.
    public let problems: [StoryProblem]

    public init(problems: [StoryProblem]) {
        self.problems = problems
    }
}

extension StoryDocumentError: CustomStringConvertible {
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
