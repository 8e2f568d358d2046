/// Names that an author may choose.
enum TableKeys {
    /// Names of colours and styles.
    case entries
    /// Tags of a font's axes (OpenType 1.9, "fvar").
    case axes

    var shape: StringShape {
        switch self {
        case .entries: .entry
        case .axes:
            StringShape(
                allowed: "the four characters of an axis, such as wght or wdth", pattern: "^[ -~]{4}$")
        }
    }

    func takes(_ name: String) -> Bool {
        switch self {
        case .entries:
            (1...64).contains(name.utf8.count)
                && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) }
        case .axes: name.utf8.count == 4 && name.utf8.allSatisfy { (0x20...0x7e).contains($0) }
        }
    }
}

extension StringShape {
    /// The names of colours and styles.
    static let entry = StringShape(
        allowed: "1 to 64 letters, digits, \"-\" and \"_\"", pattern: "^[A-Za-z0-9_-]{1,64}$")
}
