extension ObjectReader {
    /// A text that is drawn.
    mutating func text(_ name: String, required: Bool = false) -> String? {
        let shape = StringShape(
            allowed: TextRules.allowed, length: 1...StoryLimits.textScalars, pattern: TextRules.pattern)
        if records(name, required: required, .string(shape)) { return nil }
        guard let text = string(name, required: required, allowed: TextRules.allowed) else { return nil }
        TextRules.check(text, path: path(of: name), problems: problems)
        return text
    }
}
