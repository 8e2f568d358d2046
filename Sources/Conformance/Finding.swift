internal import Story

/// One thing that a platform may object to in a file, or a viewer in a story.
public struct Finding: Hashable, Sendable, Codable {
    public enum Severity: String, Hashable, Sendable, Codable {
        /// The platform refuses such a file, or its documentation says so; or the story cannot be made.
        case error
        /// The file or story is accepted, but looks or plays worse than it could, or reveals more than it should.
        case warning
    }

    /// The rule's stable name, such as `duration.maximum`.
    public let rule: String
    public let severity: Severity
    /// The place in the story, as a JSONPath; nil for a file.
    public let path: String?
    /// The measurement.
    public let found: String
    /// The values that conform.
    public let limit: String
    /// What to do.
    public let remedy: String
    /// The limit's source, and when it was read.
    public let source: String
}

extension Finding: CustomStringConvertible {
    public var description: String {
        let place = path.map { " at \($0)" } ?? ""
        return "\(severity.rawValue) \(rule)\(place): \(found.withoutFullStop), allowed: \(limit). \(remedy)"
    }
}
