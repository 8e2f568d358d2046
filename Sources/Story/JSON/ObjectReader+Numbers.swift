extension ObjectReader {
    /// Reads one of some numbers.
    mutating func choice<T: RawRepresentable<Int> & CaseIterable>(
        _ name: String, of type: T.Type = T.self
    ) -> T? {
        let numbers = T.allCases.map { Double($0.rawValue) }
        if records(name, .numbers(numbers)) { return nil }
        let allowed = numbers.map { JSONValue.number($0).summary }.joined(separator: ", ")
        guard let value = value(name, allowed: allowed) else { return nil }
        guard case .number(let number) = value else {
            note(name, .wrongType, found: value.summary, allowed: allowed)
            return nil
        }
        if let choice = Int(exactly: number).flatMap(T.init) { return choice }
        note(name, .badValue, found: value.summary, allowed: allowed)
        return nil
    }
}

extension ObjectReader {
    /// Reads an array of `count` numbers within `range`; nil if it is absent or invalid.
    mutating func numbers(
        _ name: String, count: ClosedRange<Int>, in range: ClosedRange<Double>
    ) -> [Double]? {
        if records(name, .array(.number(range), count: count)) { return nil }
        let allowed =
            "a number from \(JSONValue.number(range.lowerBound).summary) to "
            + JSONValue.number(range.upperBound).summary
        return elements(name, count: count, required: false, kind: "numbers") { element, path, problems in
            if case .number(let number) = element, range.contains(number) { return number }
            let isNumber = if case .number = element { true } else { false }
            problems.add(
                StoryProblem(
                    path: path, rule: isNumber ? .outOfRange : .wrongType, found: element.summary,
                    allowed: allowed))
            return nil
        }
    }
}
