extension TemplateVariable {
    /// What a variable takes, in words: `a number from 0 to 100`.
    public var allowed: String {
        switch kind {
        case .text: maximumLength.map { "text of at most \($0) code points" } ?? "text"
        case .color: "a colour as #rgb, #rrggbb or #rrggbbaa"
        case .file: "the name of a file"
        case .number:
            range.map {
                "a number from \(JSONValue.number($0.lowerBound).summary) to "
                    + JSONValue.number($0.upperBound).summary
            } ?? "a number"
        }
    }

    /// Reads a value from text, as a command line or a table gives it.
    ///
    /// - Throws: ``StoryDocumentError`` with one problem, whose path is the variable's name.
    public func value(of text: String) throws(StoryDocumentError) -> TemplateValue {
        guard kind == .number else { return try value(of: .string(text)) }
        guard let number = Double(text), number.isFinite else { throw wrong(.string(text), .wrongType) }
        return try value(of: .number(number))
    }

    /// Reads a value from JSON.
    ///
    /// - Throws: ``StoryDocumentError`` with one problem, whose path is the variable's name.
    package func value(of value: JSONValue) throws(StoryDocumentError) -> TemplateValue {
        switch (kind, value) {
        case (.text, .string(let text)):
            let problems = ProblemList()
            TextRules.checkControls(text, path: name, problems: problems)
            guard problems.isEmpty else { throw StoryDocumentError(problems: problems.all) }
            if text.unicodeScalars.count > maximumLength ?? StoryLimits.textScalars {
                throw wrong(value, .outOfRange, found: "\(text.unicodeScalars.count) code points")
            }
            return .text(text)
        case (.color, .string(let text)):
            guard let color = Color(hex: text) else { throw wrong(value, .badValue) }
            return .color(color)
        case (.file, .string(let text)):
            guard (1...StoryLimits.pathBytes).contains(text.utf8.count),
                !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
            else { throw wrong(value, .badValue) }
            return .file(text)
        case (.number, .number(let number)):
            if let range, !range.contains(number) { throw wrong(value, .outOfRange) }
            return .number(number)
        default: throw wrong(value, .wrongType)
        }
    }

    private func wrong(
        _ value: JSONValue, _ rule: StoryProblem.Rule, found: String? = nil
    ) -> StoryDocumentError {
        StoryDocumentError(problems: [
            StoryProblem(path: name, rule: rule, found: found ?? value.summary, allowed: allowed)
        ])
    }
}

extension ObjectReader {
    /// Reads a string or a number, which the variable's type judges.
    fileprivate mutating func stringOrNumber(_ name: String) -> JSONValue? {
        let allowed = "a value of the variable's type"
        let number = -Double.greatestFiniteMagnitude...Double.greatestFiniteMagnitude
        if records(name, .either([.string(StringShape(allowed: allowed)), .number(number)])) { return nil }
        return value(name, allowed: allowed)
    }
}

extension StoryTemplate {
    /// What a template may say of its variables.
    static var variablesShape: ValueShape {
        let variable = ShapeRecorder.shape { reader in TemplateVariable("", reading: &reader) }
        let names = StringShape(
            allowed: TemplateVariable.allowedNames, pattern: "^[A-Za-z_][A-Za-z0-9_]{0,63}$")
        return .table(.object(variable), keys: names, most: limit)
    }
}

extension TemplateVariable {
    /// Reads what a template says of a variable; nil if the kind is invalid, which is noted.
    init?(_ name: String, reading reader: inout ObjectReader) {
        let kind: Kind? = reader.choice("type", required: true)
        let standard = reader.stringOrNumber("value")
        let least = reader.number("min", in: -1e9...1e9)
        let most = reader.number("max", in: -1e9...1e9)
        let length = reader.integer("maxLength", in: 1...StoryLimits.textScalars)
        let label = reader.name("label", limit: StoryLimits.lineScalars)
        guard let kind else { return nil }
        self.init(name: name, kind: kind, maximumLength: length, label: label)
        for (key, isGiven) in [("min", least != nil), ("max", most != nil)] where isGiven && kind != .number {
            reader.note(key, .badValue, found: "\(key) of a \(kind.rawValue)", allowed: "\(key) of a number")
        }
        if length != nil, kind != .text {
            reader.note(
                "maxLength", .badValue, found: "maxLength of a \(kind.rawValue)",
                allowed: "maxLength of a text")
        }
        if let least, let most, least > most {
            reader.note(
                "max", .outOfRange, found: JSONValue.number(most).summary,
                allowed: "at least min, which is \(JSONValue.number(least).summary)")
        } else if kind == .number, least != nil || most != nil {
            range = (least ?? -1e9)...(most ?? 1e9)
        }
        guard let standard else { return }
        do throws(StoryDocumentError) {
            self.standard = try value(of: standard)
        } catch {
            for problem in error.problems {
                reader.note("value", problem.rule, found: problem.found, allowed: problem.allowed)
            }
        }
    }
}
