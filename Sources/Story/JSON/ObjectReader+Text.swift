extension ObjectReader {
    /// Reads a text to be drawn. Every line end becomes a line feed.
    mutating func text(_ name: String, required: Bool = false) -> String? {
        let shape = StringShape(
            allowed: TextRules.allowed, length: 1...StoryLimits.textScalars, pattern: TextRules.pattern)
        if records(name, required: required, .string(shape)) { return nil }
        guard let value = value(name, required: required, allowed: TextRules.allowed) else { return nil }
        guard case .string(let text) = value else {
            // An unquoted year or yes, which YAML does not read as text.
            let isWord =
                switch value {
                case .number, .bool: true
                default: false
                }
            note(
                name, .wrongType, found: value.summary, allowed: TextRules.allowed,
                suggestion: isWord ? "\(JSONValue.string(value.summary).summary), in quotes" : nil)
            return nil
        }
        TextRules.check(text, path: path(of: name), problems: problems)
        return TextRules.withLineFeeds(text)
    }
}
