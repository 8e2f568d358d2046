/// What is wrong with an output, all of it, so that one run tells everything.
struct Deviations {
    private(set) var sentences: [String] = []

    /// Notes a deviation where two values differ.
    mutating func expect<Value: Equatable>(_ found: Value, is expected: Value, _ what: String) {
        if found != expected { sentences.append("\(what) is \(found) instead of \(expected)") }
    }

    /// Notes a deviation where something does not hold.
    mutating func expect(_ holds: Bool, _ otherwise: @autoclosure () -> String) {
        if !holds { sentences.append(otherwise()) }
    }
}
