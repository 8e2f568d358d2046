/// The largest size that a file may have.
public struct FileSize: Hashable, Sendable {
    /// From less than any usable video (10 kB) to more than any platform takes (1 TB).
    public static let range: ClosedRange<Int64> = 10_000...1_000_000_000_000

    public var bytes: Int64

    public init(bytes: Int64) { self.bytes = bytes }

    /// Larger units first. Decimal units (SI) as platforms use them, binary units as in IEC 80000-13.
    private static let bytesOfUnit: [(unit: String, bytes: Int64)] = [
        ("GiB", 1 << 30), ("MiB", 1 << 20), ("KiB", 1 << 10),
        ("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1000), ("KB", 1000), ("B", 1),
    ]

    /// The texts that ``init(_:)`` accepts, apart from the range.
    static let pattern = #"^[0-9]{1,12}(\.[0-9]{1,3})?([kKMG]B|[KMG]iB|B)$"#

    /// Reads a number with its unit, such as `8MB`, `7.5MB`, `500kB` or `16MiB`; nil for anything else.
    public init?(_ text: String) {
        guard let (unit, size) = Self.bytesOfUnit.first(where: { text.hasSuffix($0.unit) }) else {
            return nil
        }
        let parts = text.dropLast(unit.count).split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 1 || parts.count == 2 && (1...3).contains(parts[1].utf8.count),
            (1...12).contains(parts[0].utf8.count),
            parts.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }),
            let number = Double(parts.joined(separator: "."))
        else { return nil }
        let bytes = (number * Double(size)).rounded()
        // Doubles are exact for whole numbers up to 2^53, which is beyond the range.
        guard bytes <= Double(1 << 53) else { return nil }
        self.bytes = Int64(bytes)
    }
}

extension FileSize: CustomStringConvertible {
    /// The size in the largest decimal unit that gives a whole number.
    public var description: String {
        for (unit, size) in Self.bytesOfUnit where unit != "KB" && !unit.hasSuffix("iB") {
            if bytes.isMultiple(of: size) { return "\(bytes / size)\(unit)" }
        }
        return "\(bytes)B"
    }
}
