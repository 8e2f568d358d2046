internal import Story

/// One thing that a platform may mind about a file, or a viewer about a story.
public struct Finding: Hashable, Sendable, Codable {
    public enum Severity: String, Hashable, Sendable, Codable {
        /// The platform refuses such a file, or its page says so; or the story cannot be made.
        case error
        /// It is taken, and looks or plays worse than it could, or tells more than it should.
        case warning
    }

    /// The rule's name, which stays the same, such as `duration.maximum`.
    public let rule: String
    public let severity: Severity
    /// Where in the story, as a JSONPath; nil for a file.
    public let path: String?
    /// What was measured.
    public let found: String
    /// What would be right.
    public let limit: String
    /// What to do.
    public let remedy: String
    /// Where the limit is from, and when it was read.
    public let source: String
}

extension Finding: CustomStringConvertible {
    public var description: String {
        let place = path.map { " at \($0)" } ?? ""
        return "\(severity.rawValue) \(rule)\(place): \(found.withoutFullStop), allowed: \(limit). \(remedy)"
    }
}
