/// Reads the members of a JSON object by name, and notes everything that is wrong with them.
///
/// An invalid member reads as its default value, so that reading continues and finds all problems. If there are
/// problems, nothing that was read is used.
package struct ObjectReader {
    let path: String
    let problems: ProblemList
    private let members: [JSONMember]
    let values: [String: JSONValue]
    private var known: [String] = []
    /// The names that the text uses for members, where they differ from the story's own.
    private var spellings: [String: String] = [:]
    /// Set if there is no object to read, and the reader only records what it would read.
    let recorder: ShapeRecorder?

    /// Reads an object with `body`, then notes the members that `body` did not ask for; nil if `value` is not an
    /// object.
    static func read<T>(
        _ value: JSONValue, path: String, problems: ProblemList, _ body: (inout ObjectReader) -> T
    ) -> T? {
        guard case .object(let members) = value else {
            problems.add(
                StoryProblem(path: path, rule: .wrongType, found: value.summary, allowed: "an object"))
            return nil
        }
        var reader = ObjectReader(path: path, problems: problems, members: members)
        let result = body(&reader)
        reader.noteUnknownKeys()
        return result
    }

    /// Parses a text that is one object, and reads it with `body`.
    ///
    /// - Throws: ``StoryDocumentError`` with everything that is wrong with the text.
    package static func read<T>(
        json bytes: [UInt8], _ body: (inout ObjectReader) -> T
    ) throws(StoryDocumentError) -> T {
        try read(JSONValue(parsing: bytes), ProblemList(), body)
    }

    /// Reads a value that is one object with `body`.
    ///
    /// - Throws: ``StoryDocumentError`` with everything that is wrong with the value.
    static func read<T>(
        _ value: JSONValue, _ problems: ProblemList, _ body: (inout ObjectReader) -> T
    ) throws(StoryDocumentError) -> T {
        let result = ObjectReader.read(value, path: "$", problems: problems, body)
        guard let result, problems.isEmpty else { throw StoryDocumentError(problems: problems.all) }
        return result
    }

    private init(path: String, problems: ProblemList, members: [JSONMember]) {
        self.path = path
        self.problems = problems
        self.members = members
        values = Dictionary(members.map { ($0.name, $0.value) }) { first, _ in first }
        recorder = nil
    }

    /// Reads an empty object, and records what is asked for.
    init(_ recorder: ShapeRecorder) {
        path = "$"
        problems = ProblemList()
        members = []
        values = [:]
        self.recorder = recorder
    }

    private func noteUnknownKeys() {
        let free = known.filter { values[$0] == nil && spellings[$0] == nil }
        for member in members where !known.contains(member.name) && !problems.isFull {
            note(
                member.name, .unknownKey, found: JSONValue.string(member.name).summary,
                allowed: known.joined(separator: ", "),
                suggestion: Suggestion.key(for: member.name, among: free, known: known).map { "\"\($0)\"" })
        }
    }

    /// The path of a member, with the name that the text uses.
    func path(of name: String) -> String {
        Self.path(of: spellings[name] ?? name, below: path)
    }

    /// The path of a member of the object at a path.
    static func path(of name: String, below path: String) -> String {
        let isPlain =
            !name.isEmpty && name.utf8.count <= 40
            && name.allSatisfy { $0.isLetter || $0.isNumber || $0 == "_" }
        return isPlain ? "\(path).\(name)" : "\(path)[\(JSONValue.string(name).summary)]"
    }

    func note(
        _ name: String, _ rule: StoryProblem.Rule, found: String, allowed: String, suggestion: String? = nil
    ) {
        problems.add(
            StoryProblem(
                path: path(of: name), rule: rule, found: found, allowed: allowed, suggestion: suggestion))
    }

    /// The member's value; nil if it is absent. Notes a problem if an absent member is required.
    mutating func value(_ name: String, required: Bool = false, allowed: String) -> JSONValue? {
        if records(name, required: required, .any(allowed: allowed)) { return nil }
        known.append(name)
        let written = values[name] == nil ? nil : name
        if let spelling = spelling(of: name, besides: written) ?? written { return values[spelling] }
        if required { note(name, .missingKey, found: "nothing", allowed: allowed) }
        return nil
    }

    /// Looks for a member under its other names.
    ///
    /// - Parameter first: the name under which the member is already present; any other is then a problem.
    private mutating func spelling(of name: String, besides first: String?) -> String? {
        guard problems.takesAliases else { return nil }
        var first = first
        for alias in KeyAlias.names(for: name) where values[alias] != nil && !known.contains(alias) {
            if let first {
                note(
                    alias, .doubleKey, found: JSONValue.string(alias).summary,
                    allowed: "only one of \(first), \(alias)")
            } else {
                first = alias
                spellings[name] = alias
                problems.warn(StoryWarning(path: path(of: name), written: alias, meaning: name))
            }
            known.append(alias)
        }
        return spellings[name]
    }

    /// Ignores the members of an object of unknown kind.
    mutating func ignoreOthers() { known += members.map(\.name) }

    /// Records the member if there is nothing to read. Returns whether it did.
    func records(_ name: String, required: Bool = false, _ shape: @autoclosure () -> ValueShape) -> Bool {
        recorder?.add(name, required: required, shape())
        return recorder != nil
    }
}

extension ObjectReader {
    /// Reads a number within `range`.
    package mutating func number(
        _ name: String, in range: ClosedRange<Double>, required: Bool = false
    ) -> Double? {
        if records(name, required: required, .number(range)) { return nil }
        let allowed =
            "a number from \(JSONValue.number(range.lowerBound).summary) "
            + "to \(JSONValue.number(range.upperBound).summary)"
        guard let value = value(name, required: required, allowed: allowed) else { return nil }
        guard case .number(let number) = value else {
            note(name, .wrongType, found: value.summary, allowed: allowed)
            return nil
        }
        guard range.contains(number) else {
            let suggestion = Suggestion.share(number, of: name, in: range)
            note(name, .outOfRange, found: value.summary, allowed: allowed, suggestion: suggestion)
            return nil
        }
        return number
    }

    /// Reads a whole number within `range`.
    package mutating func integer(
        _ name: String, in range: ClosedRange<Int>, required: Bool = false
    ) -> Int? {
        if records(name, required: required, .integer(range)) { return nil }
        let allowed =
            range.count == 1
            ? "\(range.lowerBound)" : "a whole number from \(range.lowerBound) to \(range.upperBound)"
        guard let value = value(name, required: required, allowed: allowed) else { return nil }
        guard case .number(let number) = value, let integer = Int(exactly: number) else {
            note(name, .wrongType, found: value.summary, allowed: allowed)
            return nil
        }
        guard range.contains(integer) else {
            note(name, .outOfRange, found: value.summary, allowed: allowed)
            return nil
        }
        return integer
    }

    mutating func bool(_ name: String) -> Bool? {
        if records(name, .bool) { return nil }
        guard let value = value(name, allowed: "true or false") else { return nil }
        guard case .bool(let bool) = value else {
            note(name, .wrongType, found: value.summary, allowed: "true or false")
            return nil
        }
        return bool
    }

    mutating func string(_ name: String, required: Bool = false, allowed: String = "a string") -> String? {
        if records(name, required: required, .string(StringShape(allowed: allowed))) { return nil }
        guard let value = value(name, required: required, allowed: allowed) else { return nil }
        guard case .string(let string) = value else {
            note(name, .wrongType, found: value.summary, allowed: allowed)
            return nil
        }
        return string
    }

    /// Reads a name of 1 to `limit` bytes without control characters, such as a file name.
    mutating func name(_ name: String, limit: Int, required: Bool = false) -> String? {
        let shape = StringShape.name(limit: limit)
        let allowed = shape.allowed
        if records(name, required: required, .string(shape)) { return nil }
        guard let string = string(name, required: required, allowed: allowed) else { return nil }
        guard (1...limit).contains(string.utf8.count) else {
            note(name, .outOfRange, found: "\(string.utf8.count) bytes", allowed: allowed)
            return nil
        }
        guard !string.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
            note(name, .badValue, found: JSONValue.string(string).summary, allowed: allowed)
            return nil
        }
        return string
    }

    /// Reads one word of an enumeration.
    mutating func choice<T: RawRepresentable<String> & CaseIterable>(
        _ name: String, of type: T.Type = T.self, required: Bool = false
    ) -> T? {
        word(name, of: T.allCases.map(\.rawValue), required: required).flatMap(T.init)
    }

    /// Reads one of some words.
    mutating func word(_ name: String, of words: [String], required: Bool = false) -> String? {
        let others = KeyAlias.words(for: name).filter { words.contains($0.value) }
        if let recorder {
            return recorder.choose(name, required: required, words, others: others.keys.sorted())
        }
        let allowed = words.joined(separator: ", ")
        guard let word = string(name, required: required, allowed: allowed) else { return nil }
        if words.contains(word) { return word }
        if problems.takesAliases, let meaning = others[word] {
            problems.warn(StoryWarning(path: path(of: name), written: word, meaning: meaning))
            return meaning
        }
        note(
            name, .badValue, found: JSONValue.string(word).summary, allowed: allowed,
            suggestion: Suggestion.nearest(to: word, among: words).map { "\"\($0)\"" })
        return nil
    }

    mutating func color(_ name: String, required: Bool = false) -> Color? {
        if records(name, required: required, Color.shape) { return nil }
        guard let value = value(name, required: required, allowed: Color.allowed) else { return nil }
        return Color.read(value, path: path(of: name), problems: problems)
    }

    package mutating func object<T>(_ name: String, _ body: (inout ObjectReader) -> T) -> T? {
        if records(name, .object(ShapeRecorder.shape(of: body))) { return nil }
        guard let value = value(name, allowed: "an object") else { return nil }
        return ObjectReader.read(value, path: path(of: name), problems: problems, body)
    }

    /// Reads an array of `count` objects.
    mutating func objects<T>(
        _ name: String, count: ClosedRange<Int>, required: Bool = false, _ body: (inout ObjectReader) -> T?
    ) -> [T] {
        if records(name, required: required, .objects(ShapeRecorder.shape(of: body), count: count)) {
            return []
        }
        let elements = array(name, count: count, required: required, kind: "objects") ?? []
        return elements.compactMap { element, path in
            ObjectReader.read(element, path: path, problems: problems, body) ?? nil
        }
    }
}
