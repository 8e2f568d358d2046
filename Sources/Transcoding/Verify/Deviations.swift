/// Everything that is wrong with an output, so that one run reports all of it.
struct Deviations {
    private(set) var sentences: [String] = []

    /// Notes a deviation if two values differ.
    mutating func expect<Value: Equatable>(_ found: Value, is expected: Value, _ what: String) {
        if found != expected { sentences.append("\(what) is \(found) instead of \(expected)") }
    }

    /// Notes a deviation if a condition does not hold.
    mutating func expect(_ holds: Bool, _ otherwise: @autoclosure () -> String) {
        if !holds { sentences.append(otherwise()) }
    }
}
