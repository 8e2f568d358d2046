public import Story

extension Doctor.Finding {
    /// What to do about it; nil if there is nothing to do.
    public func remedy(in words: RemedyWords = .plain) -> String? {
        let text = words.text(advice ?? "", remedies)
        return text.isEmpty ? nil : text
    }
}

extension Doctor.Finding: Encodable {
    private enum Key: String, CodingKey {
        case subject, severity, detail, remedy, remedies
    }

    /// Writes what to do in the encoder's words, and the remedies for programs.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(subject, forKey: .subject)
        try container.encode(severity, forKey: .severity)
        try container.encode(detail, forKey: .detail)
        try container.encodeIfPresent(remedy(in: encoder.remedyWords), forKey: .remedy)
        if !remedies.isEmpty { try container.encode(remedies, forKey: .remedies) }
    }
}
