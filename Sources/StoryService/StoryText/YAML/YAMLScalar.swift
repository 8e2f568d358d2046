internal import Story

/// The value of a plain scalar by the core schema of YAML 1.2.2, section 10.3.2.
enum YAMLScalar: Hashable {
    case value(JSONValue)
    /// Infinity, not a number (NaN), and numbers that no `Double` holds: JSON has none of them.
    case unlimited

    init(plain text: String) {
        switch text {
        case "", "~", "null", "Null", "NULL": self = .value(.null)
        case "true", "True", "TRUE": self = .value(.bool(true))
        case "false", "False", "FALSE": self = .value(.bool(false))
        default:
            if Self.isUnlimited(text) {
                self = .unlimited
            } else if let number = Self.number(text) {
                self = number.isFinite ? .value(.number(number)) : .unlimited
            } else {
                self = .value(.string(text))
            }
        }
    }

    /// Whether a word is infinity or NaN.
    private static func isUnlimited(_ text: String) -> Bool {
        guard text.utf8.count <= 5 else { return false }
        let unsigned = text.first == "-" || text.first == "+" ? text.dropFirst() : text[...]
        return [".inf", ".Inf", ".INF"].contains(unsigned) || [".nan", ".NaN", ".NAN"].contains(text)
    }

    private static func number(_ text: String) -> Double? {
        // Most scalars are words, and this test is quicker.
        guard let first = text.utf8.first, first < UInt8(ascii: ":") else { return nil }
        if text.hasPrefix("0o") { return whole(text.dropFirst(2), radix: 8) }
        if text.hasPrefix("0x") { return whole(text.dropFirst(2), radix: 16) }
        return decimal(text)
    }

    /// A number of digits only; nil if the text is empty or has other characters.
    private static func whole(_ digits: Substring, radix: Int) -> Double? {
        guard !digits.isEmpty,
            digits.utf8.allSatisfy({ Character(Unicode.Scalar($0)).hexDigitValue.map { $0 < radix } ?? false }
            )
        else { return nil }
        return Int(digits, radix: radix).map(Double.init) ?? .infinity
    }

    /// `[-+]? ( \. [0-9]+ | [0-9]+ ( \. [0-9]* )? ) ( [eE] [-+]? [0-9]+ )?`
    private static func decimal(_ text: String) -> Double? {
        var rest = text.utf8[...]
        func consume(_ characters: String) -> Bool {
            guard let byte = rest.first, characters.utf8.contains(byte) else { return false }
            rest = rest.dropFirst()
            return true
        }
        func digits() -> Substring {
            let digits = rest.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            rest = rest.dropFirst(digits.count)
            return Substring(digits)
        }
        let isNegative = rest.first == UInt8(ascii: "-")
        _ = consume("+-")
        let whole = digits()
        let fraction = consume(".") ? digits() : ""
        var exponent = ""
        if !(whole.isEmpty && fraction.isEmpty), consume("eE") {
            let isSmall = rest.first == UInt8(ascii: "-")
            _ = consume("+-")
            let power = digits()
            if power.isEmpty { return nil }
            exponent = "e" + (isSmall ? "-" : "") + power
        }
        guard rest.isEmpty, !(whole.isEmpty && fraction.isEmpty) else { return nil }
        return Double(
            (isNegative ? "-" : "") + (whole.isEmpty ? "0" : whole) + "."
                + (fraction.isEmpty ? "0" : fraction)
                + exponent)
    }
}
