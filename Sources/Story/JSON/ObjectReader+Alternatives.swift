/// A member that is `true`, `false` or an object.
enum Switched<T> {
    case off
    case on
    case described(T)
}

/// A member that is `"off"`, a number or an object.
enum Measured<T> {
    case off
    case number(Double)
    case described(T)
}

extension ObjectReader {
    /// Reads an object, or an array of up to `limit` objects.
    mutating func oneOrMore<T>(
        _ name: String, limit: Int, _ body: (inout ObjectReader) -> T?
    ) -> [T] {
        let allowed = "an object or an array of at most \(limit) of them"
        if let recorder {
            let one = ShapeRecorder.shape(of: body)
            recorder.add(name, required: false, .either([.object(one), .objects(one, count: 0...limit)]))
            return []
        }
        guard let value = value(name, allowed: allowed) else { return [] }
        switch value {
        case .object:
            return [ObjectReader.read(value, path: path(of: name), problems: problems, body) ?? nil]
                .compactMap(\.self)
        case .array(let elements) where elements.count <= limit:
            return elements.enumerated().compactMap { index, element in
                ObjectReader.read(element, path: "\(path(of: name))[\(index)]", problems: problems, body)
                    ?? nil
            }
        case .array(let elements):
            note(name, .outOfRange, found: "an array of \(elements.count)", allowed: allowed)
        default:
            note(name, .wrongType, found: value.summary, allowed: allowed)
        }
        return []
    }

    /// Reads `true`, `false` or an object.
    mutating func switchOrObject<T>(
        _ name: String, _ body: (inout ObjectReader) -> T
    ) -> Switched<T>? {
        let allowed = "true, false or an object"
        if records(name, .either([.bool, .object(ShapeRecorder.shape(of: body))])) { return nil }
        guard let value = value(name, allowed: allowed) else { return nil }
        switch value {
        case .bool(let isOn): return isOn ? .on : .off
        case .object:
            return ObjectReader.read(value, path: path(of: name), problems: problems, body)
                .map { .described($0) }
        default:
            note(name, .wrongType, found: value.summary, allowed: allowed)
            return nil
        }
    }

    /// Reads `"off"`, a number within `range`, or an object.
    mutating func offNumberOrObject<T>(
        _ name: String, in range: ClosedRange<Double>, _ body: (inout ObjectReader) -> T
    ) -> Measured<T>? {
        let allowed =
            "\"off\", a number from \(JSONValue.number(range.lowerBound).summary) to "
            + "\(JSONValue.number(range.upperBound).summary), or an object"
        if let recorder {
            let described = ShapeRecorder.shape(of: body)
            recorder.add(
                name, required: false,
                .either([.words(["off"], others: []), .number(range), .object(described)]))
            return nil
        }
        guard let value = value(name, allowed: allowed) else { return nil }
        switch value {
        case .string("off"): return .off
        case .number(let number) where range.contains(number): return .number(number)
        case .number: note(name, .outOfRange, found: value.summary, allowed: allowed)
        case .string: note(name, .badValue, found: value.summary, allowed: allowed, suggestion: "\"off\"")
        case .object:
            return ObjectReader.read(value, path: path(of: name), problems: problems, body)
                .map { .described($0) }
        default: note(name, .wrongType, found: value.summary, allowed: allowed)
        }
        return nil
    }

    /// Reads an object, or a name as shorthand for an object that has only that name, in one of its members.
    ///
    /// - Parameters:
    ///   - limit: the maximum length of the name, in bytes.
    ///   - member: the object's member that the name stands for.
    mutating func objectOrName<T>(
        _ name: String, limit: Int, as member: String, _ body: (inout ObjectReader) -> T
    ) -> T? {
        let shape = StringShape.name(limit: limit)
        let allowed = shape.allowed + ", or an object"
        if records(name, .either([.string(shape), .object(ShapeRecorder.shape(of: body))])) { return nil }
        guard let value = value(name, allowed: allowed) else { return nil }
        switch value {
        case .string:
            let object = JSONValue.object([JSONMember(name: member, value: value)])
            return ObjectReader.read(object, path: path(of: name), problems: problems, body)
        case .object: return ObjectReader.read(value, path: path(of: name), problems: problems, body)
        default: note(name, .wrongType, found: value.summary, allowed: allowed)
        }
        return nil
    }

    /// Reads an object, or a word as shorthand for an object that has only that word, in one of its members.
    ///
    /// - Parameter member: the object's member that the word stands for; its values are the enumeration's.
    mutating func objectOrWord<Word: RawRepresentable<String> & CaseIterable, T>(
        _ name: String, _ word: Word.Type, as member: String, _ body: (inout ObjectReader) -> T
    ) -> T? {
        let problems = problems
        return objectOrWord(name, Word.allCases.map(\.rawValue), body) { word, path in
            let object = JSONValue.object([JSONMember(name: member, value: .string(word))])
            return ObjectReader.read(object, path: path, problems: problems, body)
        }
    }

    /// Reads an object or one of some words.
    ///
    /// - Parameter meaning: returns what a word stands for; also receives the member's path.
    mutating func objectOrWord<T>(
        _ name: String, _ words: [String], _ body: (inout ObjectReader) -> T,
        meaning: (_ word: String, _ path: String) -> T?
    ) -> T? {
        let allowed = words.joined(separator: ", ") + " or an object"
        if records(name, .either([.words(words, others: []), .object(ShapeRecorder.shape(of: body))])) {
            return nil
        }
        guard let value = value(name, allowed: allowed) else { return nil }
        switch value {
        case .string(let word) where words.contains(word): return meaning(word, path(of: name))
        case .object: return ObjectReader.read(value, path: path(of: name), problems: problems, body)
        case .string(let word):
            note(
                name, .badValue, found: value.summary, allowed: allowed,
                suggestion: Suggestion.nearest(to: word, among: words).map { "\"\($0)\"" })
        default: note(name, .wrongType, found: value.summary, allowed: allowed)
        }
        return nil
    }
}
