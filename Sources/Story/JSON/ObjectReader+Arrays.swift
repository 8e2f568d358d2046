extension ObjectReader {
    /// Reads an array of `count` colours.
    mutating func colors(_ name: String, count: ClosedRange<Int>, required: Bool = false) -> [Color]? {
        if records(name, required: required, .array(Color.shape, count: count)) { return nil }
        return elements(name, count: count, required: required, kind: "colours") { element, path, problems in
            Color.read(element, path: path, problems: problems)
        }
    }

    /// Reads an array of words of a text, or of their indices from 0.
    mutating func wordSelectors(
        _ name: String, count: ClosedRange<Int>, required: Bool = false
    ) -> [TextHighlight.Selector]? {
        let allowed = "a word of the text, or its index from 0"
        let shape = ValueShape.array(
            .either([
                .string(StringShape(allowed: allowed, length: 1...StoryLimits.captionScalars)),
                .integer(0...StoryLimits.captionScalars),
            ]), count: count)
        if records(name, required: required, shape) { return nil }
        return elements(name, count: count, required: required, kind: "words or their indices") {
            element, path, problems in
            switch element {
            case .string(let word) where !word.isEmpty: return .word(word)
            case .number(let number) where number >= 0:
                if let index = Int(exactly: number) { return .index(index) }
            default: break
            }
            problems.add(
                StoryProblem(
                    path: path, rule: .wrongType, found: element.summary,
                    allowed: allowed))
            return nil
        }
    }

    /// Reads an array of `count` elements; nil if it is absent or one element is invalid.
    mutating func elements<T>(
        _ name: String, count: ClosedRange<Int>, required: Bool, kind: String,
        _ read: (_ element: JSONValue, _ path: String, _ problems: ProblemList) -> T?
    ) -> [T]? {
        guard let elements = array(name, count: count, required: required, kind: kind) else { return nil }
        let read = elements.map { element, path in read(element, path, problems) }
        return read.contains { $0 == nil } ? nil : read.compactMap(\.self)
    }

    /// Reads an array of `count` elements, each with its path; nil if it is absent or invalid.
    ///
    /// - Parameter kind: a name for the elements, for people.
    mutating func array(
        _ name: String, count: ClosedRange<Int>, required: Bool, kind: String
    ) -> [(element: JSONValue, path: String)]? {
        let allowed = "an array of \(count.lowerBound) to \(count.upperBound) \(kind)"
        guard let value = value(name, required: required, allowed: allowed) else { return nil }
        guard case .array(let elements) = value else {
            note(name, .wrongType, found: value.summary, allowed: allowed)
            return nil
        }
        guard count.contains(elements.count) else {
            note(name, .outOfRange, found: "an array of \(elements.count)", allowed: allowed)
            return nil
        }
        return elements.enumerated().map { index, element in (element, "\(path(of: name))[\(index)]") }
    }

    /// Notes a problem unless exactly one of these members is present.
    ///
    /// - Parameter allowed: what the first of them may be.
    mutating func requireOne(of names: [String], allowed: String) {
        if let recorder { return recorder.requireOne(of: names) }
        let present = names.filter { values[$0] != nil }
        guard let first = present.first else {
            if let name = names.first { note(name, .missingKey, found: "nothing", allowed: allowed) }
            return
        }
        for other in present.dropFirst() {
            note(other, .badValue, found: "\(other) together with \(first)", allowed: "only one of them")
        }
    }
}
