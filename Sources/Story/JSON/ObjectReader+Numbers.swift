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
