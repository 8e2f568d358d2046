extension FontFile {
    init(reading reader: inout ObjectReader) {
        self.init(src: reader.name("src", limit: StoryLimits.pathBytes, required: true) ?? "")
        family = reader.name("family", limit: StoryLimits.familyBytes)
        weight = reader.integer("weight", in: Self.weights)
        italic = reader.bool("italic")
    }

    /// OpenType's usWeightClass (OS/2 table).
    static let weights = 1...1000

    var json: JSONValue {
        .object(
            [
                JSONMember(name: "src", value: .string(src)),
                family.map { JSONMember(name: "family", value: .string($0)) },
                weight.map { JSONMember(name: "weight", value: .number(Double($0))) },
                italic.map { JSONMember(name: "italic", value: .bool($0)) },
            ].compactMap(\.self))
    }
}

extension ObjectReader {
    /// Reads a list of font files.
    mutating func fonts(_ name: String) -> [FontFile] {
        objects(name, count: 0...StoryLimits.fonts) { reader in FontFile(reading: &reader) }
    }

    /// Reads places on the axes of a variable font.
    mutating func axes(_ name: String) -> [String: Double]? {
        // A number of 16 bits before the point (OpenType 1.9, Fixed).
        let range = -32_768.0...32_767
        let isGiven = values[name] != nil || KeyAlias.names(for: name).contains { values[$0] != nil }
        let problems = problems
        let axes = table(name, limit: StoryLimits.fontAxes, keys: .axes, of: .number(range)) {
            value, path -> Double? in
            if case .number(let number) = value, range.contains(number) { return number }
            let isNumber = if case .number = value { true } else { false }
            problems.add(
                StoryProblem(
                    path: path, rule: isNumber ? .outOfRange : .wrongType, found: value.summary,
                    allowed: "a number from -32768 to 32767"))
            return nil
        }
        return isGiven ? axes : nil
    }
}

extension [String: Double] {
    /// Places on axes, as a story document writes them.
    var axesJSON: JSONValue {
        .object(sorted { $0.key < $1.key }.map { JSONMember(name: $0.key, value: .number($0.value)) })
    }
}
