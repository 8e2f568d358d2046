/// One thing that is wrong with a story.
public struct StoryProblem: Hashable, Sendable, Codable {
    /// The kind of rule that is broken.
    public enum Rule: String, Hashable, Sendable, Codable {
        /// The text is neither JSON nor YAML.
        case syntax
        case unknownKey
        case missingKey
        /// A value is given under two names of its key.
        case doubleKey
        case wrongType
        /// A number outside its range, or a list, text or file beyond its limit.
        case outOfRange
        /// The type is right, but the value has no meaning.
        case badValue
        /// A character that no installed font has.
        case missingGlyph
        /// A file that is missing or cannot be used.
        case unusableFile
    }

    /// The place, as a JSONPath (RFC 9535) such as `$.slides[0].overlays[2].color`, or as a command-line option.
    public let path: String
    public let rule: Rule
    /// What the reader found there.
    public let found: String
    /// What would be right.
    public let allowed: String
    /// What the author probably meant.
    public let suggestion: String?
    /// The file in which ``path`` is, if that is not the story itself: a brand's kit.
    public private(set) var file: String?
    /// The line where the text stops being JSON or YAML, from 1; nil for other problems.
    public let line: Int?
    /// The column in that line, in bytes for JSON and in code points for YAML, from 1.
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

    /// The problem as one of another file than the story's.
    public func naming(file: String) -> StoryProblem {
        var problem = self
        problem.file = file
        return problem
    }
}

extension StoryProblem: CustomStringConvertible {
    public var description: String {
        let owner = file.map { "\($0): " } ?? ""
        let place = if let line, let column { "line \(line), column \(column)" } else { path }
        let what =
            switch rule {
            case .syntax: found
            case .unknownKey: "unknown key \(found)"
            case .missingKey: "missing"
            case .doubleKey: "\(found) repeats what another key says"
            default: "got \(found.withoutFullStop)"
            }
        let remedy = if let suggestion { "did you mean \(suggestion)?" } else { "allowed: \(allowed)" }
        return "\(owner)\(place): \(what); \(remedy)"
    }
}

extension String {
    /// The sentence without its final full stop, to continue it.
    package var withoutFullStop: String { hasSuffix(".") && !hasSuffix("..") ? String(dropLast()) : self }
}

/// Every reason why a story cannot be made.
public struct StoryDocumentError: Error, Hashable, Sendable {
    /// At least one problem, slide by slide and overlay by overlay; at most ``StoryLimits/problems``.
    public let problems: [StoryProblem]

    public init(problems: [StoryProblem]) {
        self.problems = problems
    }
}

extension StoryDocumentError: CustomStringConvertible {
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
