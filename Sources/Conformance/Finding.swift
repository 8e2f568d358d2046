public import Story

/// One thing that a platform may object to in a file, or a viewer in a story.
public struct Finding: Hashable, Sendable {
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
    /// What to do, apart from ``remedies``; empty if they say all.
    public let advice: String
    /// What can be done, as a choice; empty if ``advice`` says all.
    public let remedies: [Remedy]
    /// The limit's source, and when it was read.
    public let source: String
}

extension Finding {
    /// What to do.
    public func remedy(in words: RemedyWords = .plain) -> String { words.text(advice, remedies) }

    /// The finding in one line.
    public func text(in words: RemedyWords = .plain) -> String {
        let place = path.map { " at \($0)" } ?? ""
        return "\(severity.rawValue) \(rule)\(place): \(found.withoutFullStop), allowed: \(limit). "
            + remedy(in: words)
    }
}

extension Finding: CustomStringConvertible {
    public var description: String { text() }
}

extension Finding: Encodable {
    private enum Key: String, CodingKey {
        case rule, severity, path, found, limit, remedy, remedies, source
    }

    /// Writes what to do in the encoder's words, and the remedies for programs.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(rule, forKey: .rule)
        try container.encode(severity, forKey: .severity)
        try container.encodeIfPresent(path, forKey: .path)
        try container.encode(found, forKey: .found)
        try container.encode(limit, forKey: .limit)
        try container.encode(remedy(in: encoder.remedyWords), forKey: .remedy)
        if !remedies.isEmpty { try container.encode(remedies, forKey: .remedies) }
        try container.encode(source, forKey: .source)
    }
}
