internal import Story

/// What a plain scalar means by the core schema of YAML 1.2.2, section 10.3.2.
enum YAMLScalar: Hashable {
    case value(JSONValue)
    /// Infinity, what is no number, and numbers that no `Double` holds: JSON has none of them.
    case unlimited

    init(plain text: String) {
        switch text {
        case "", "~", "null", "Null", "NULL": self = .value(.null)
        case "true", "True", "TRUE": self = .value(.bool(true))
        case "false", "False", "FALSE": self = .value(.bool(false))
        default:
            if text.wholeMatch(of: /[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)/) != nil {
                self = .unlimited
            } else if let number = Self.number(text) {
                self = number.isFinite ? .value(.number(number)) : .unlimited
            } else {
                self = .value(.string(text))
            }
        }
    }

    private static func number(_ text: String) -> Double? {
        // Most are words, and this is quicker.
        guard let first = text.utf8.first, first < UInt8(ascii: ":") else { return nil }
        if text.wholeMatch(of: /[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?/) != nil {
            return Double(text.hasSuffix(".") ? text + "0" : text)
                ?? Double(text.replacing(/\.(?=[eE])/, with: ""))
        }
        if let match = text.wholeMatch(of: /0o([0-7]+)/) { return whole(match.1, radix: 8) }
        if let match = text.wholeMatch(of: /0x([0-9a-fA-F]+)/) { return whole(match.1, radix: 16) }
        return nil
    }

    private static func whole(_ digits: Substring, radix: Int) -> Double {
        Int(digits, radix: radix).map(Double.init) ?? .infinity
    }
}
