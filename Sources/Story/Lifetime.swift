/// How long a story is visible after it has been published.
public struct Lifetime: Hashable, Sendable {
    /// From one minute to a year, in minutes.
    public static let range = 1...525_600

    public var minutes: Int

    public init(minutes: Int) { self.minutes = minutes }

    private static let minutesOfUnit: [(unit: UInt8, minutes: Int)] = [
        (UInt8(ascii: "d"), 1440), (UInt8(ascii: "h"), 60), (UInt8(ascii: "m"), 1),
    ]

    /// The texts that ``init(_:)`` accepts, apart from the range.
    static let pattern = "^[0-9]{1,6}[mhd]$"

    /// Reads a whole number of minutes, hours or days such as `90m`, `24h` or `2d`; nil for anything else.
    public init?(_ text: String) {
        guard let last = text.utf8.last,
            let unit = Self.minutesOfUnit.first(where: { $0.unit == last }), text.utf8.count <= 7,
            text.utf8.dropLast().allSatisfy({ (0x30...0x39).contains($0) }),
            let number = Int(text.dropLast())
        else { return nil }
        minutes = number * unit.minutes
    }
}

extension Lifetime: CustomStringConvertible {
    /// The lifetime in the largest unit that gives a whole number.
    public var description: String {
        for (unit, length) in Self.minutesOfUnit where minutes.isMultiple(of: length) {
            return "\(minutes / length)\(Unicode.Scalar(unit))"
        }
        return "\(minutes)m"
    }
}
