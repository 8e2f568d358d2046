extension ObjectReader {
    /// Reads a line of text for people.
    mutating func line(_ name: String, required: Bool = false) -> String? {
        let allowed = Self.lineRule
        if records(name, required: required, .string(Self.lineShape)) { return nil }
        guard let text = string(name, required: required, allowed: allowed) else { return nil }
        guard let problem = Self.problem(ofLine: text) else { return text }
        note(name, problem.rule, found: problem.found, allowed: allowed)
        return nil
    }

    /// Reads an array of `count` lines of text.
    mutating func lines(_ name: String, count: ClosedRange<Int>) -> [String] {
        if records(name, required: true, .array(.string(Self.lineShape), count: count)) { return [] }
        let elements = array(name, count: count, required: true, kind: "texts") ?? []
        return elements.map { element, path in
            guard case .string(let text) = element else {
                problems.add(
                    StoryProblem(path: path, rule: .wrongType, found: element.summary, allowed: Self.lineRule)
                )
                return ""
            }
            if let problem = Self.problem(ofLine: text) {
                problems.add(
                    StoryProblem(path: path, rule: problem.rule, found: problem.found, allowed: Self.lineRule)
                )
            }
            return text
        }
    }

    /// Reads a moment, such as `2026-12-24T18:00:00+01:00`.
    mutating func moment(_ name: String, required: Bool = false) -> Moment? {
        let allowed = "a date, a time and an offset, such as \"2026-12-24T18:00:00+01:00\" (RFC 3339)"
        let shape = StringShape(allowed: allowed, pattern: Moment.pattern)
        if records(name, required: required, .string(shape)) { return nil }
        guard let text = string(name, required: required, allowed: allowed) else { return nil }
        if let moment = Moment(rfc3339: text) { return moment }
        // The most common mistake is a missing offset.
        let withOffset = Moment(rfc3339: text + "Z") == nil ? nil : "\"\(text)Z\""
        note(
            name, .badValue, found: JSONValue.string(text).summary, allowed: allowed, suggestion: withOffset)
        return nil
    }

    /// Reads an offset from UTC, in minutes.
    mutating func offset(_ name: String) -> Int? {
        let allowed =
            "an offset from UTC such as \"+01:00\", or \"Z\"; names of time zones mean different things on different "
            + "machines"
        let shape = StringShape(allowed: allowed, pattern: Moment.offsetPattern)
        if records(name, .string(shape)) { return nil }
        guard let text = string(name, allowed: allowed) else { return nil }
        if let minutes = Moment.offset(text.utf8) { return minutes }
        note(name, .badValue, found: JSONValue.string(text).summary, allowed: allowed)
        return nil
    }

    /// Reads a text with a syntax of its own.
    ///
    /// - Parameter read: returns the text's meaning; nil if it has none.
    mutating func word<T>(
        _ name: String, required: Bool = false, allowed: String, _ read: (String) -> T?
    ) -> T? {
        guard let text = string(name, required: required, allowed: allowed) else { return nil }
        if let value = read(text) { return value }
        note(name, .badValue, found: JSONValue.string(text).summary, allowed: allowed)
        return nil
    }

    private static let lineRule =
        "1 to \(StoryLimits.lineScalars) code points on one line, at least one of which is visible"

    private static let lineShape = StringShape(
        allowed: lineRule, length: 1...StoryLimits.lineScalars, pattern: TextRules.linePattern)

    private static func problem(ofLine text: String) -> (rule: StoryProblem.Rule, found: String)? {
        let scalars = text.unicodeScalars
        if scalars.count > StoryLimits.lineScalars { return (.outOfRange, "\(scalars.count) code points") }
        if let found = TextRules.blankness(text) { return (.badValue, found) }
        // The line and paragraph separators also end a line.
        let control = scalars.first {
            [.control, .lineSeparator, .paragraphSeparator].contains($0.properties.generalCategory)
        }
        return control.map { (.badValue, "the control character \($0.codePoint)") }
    }
}
