/// A moment of Coordinated Universal Time, to the millisecond.
public struct UTCTime: Hashable, Sendable {
    /// Since 1970-01-01T00:00:00Z, without leap seconds, as POSIX counts.
    public var milliseconds: Int64

    public init(milliseconds: Int64) { self.milliseconds = milliseconds }

    public var secondsSince1970: Double { Double(milliseconds) / 1000 }

    /// What ``init(_:)`` takes, apart from days that a month does not have.
    static let pattern =
        #"^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,9})?Z$"#

    /// Reads a moment such as `2026-12-01T09:00:00Z`, as RFC 3339 writes it; nil for anything else.
    ///
    /// Only `Z` is taken as the zone, and no leap second. Of a fraction, three digits count.
    public init?(_ text: String) {
        var rest = Array(text.utf8)[...]
        func number(_ count: Int, then end: Character) -> Int? {
            guard rest.count > count, rest[rest.startIndex + count] == end.asciiValue else { return nil }
            let digits = rest.prefix(count)
            rest = rest.dropFirst(count + 1)
            guard digits.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
            return digits.reduce(0) { $0 * 10 + Int($1) - 0x30 }
        }
        guard let year = number(4, then: "-"), let month = number(2, then: "-"),
            let day = number(2, then: "T"), let hour = number(2, then: ":"),
            let minute = number(2, then: ":")
        else { return nil }
        let hasFraction = rest.dropFirst(2).first == UInt8(ascii: ".")
        guard let second = number(2, then: hasFraction ? "." : "Z") else { return nil }
        var fraction = 0
        if hasFraction {
            let digits = rest.dropLast()
            guard (1...9).contains(digits.count), number(digits.count, then: "Z") != nil else { return nil }
            fraction = (digits + [0x30, 0x30]).prefix(3).reduce(0) { $0 * 10 + Int($1) - 0x30 }
        }
        guard rest.isEmpty, (1...12).contains(month), (1...Self.days(of: month, in: year)).contains(day),
            hour < 24, minute < 60, second < 60
        else { return nil }
        let days = Self.days(before: month, in: year) + Self.days(before: year) + day - 1
        let seconds = ((days * 24 + hour) * 60 + minute) * 60 + second
        milliseconds = Int64(seconds) * 1000 + Int64(fraction)
    }

    private static func isLeap(_ year: Int) -> Bool {
        year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    }

    private static func days(of month: Int, in year: Int) -> Int {
        switch month {
        case 2: isLeap(year) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    private static func days(before month: Int, in year: Int) -> Int {
        (1..<month).reduce(0) { $0 + days(of: $1, in: year) }
    }

    /// Days from 1970-01-01 to a year's first day, fewer than none before 1970.
    private static func days(before year: Int) -> Int {
        // The leap days of the years from 0 to before `year`; 1970 has 478 of them before it.
        let leapDays = year == 0 ? 0 : (year - 1) / 4 - (year - 1) / 100 + (year - 1) / 400 + 1
        return (year - 1970) * 365 + leapDays - 478
    }
}

extension UTCTime: CustomStringConvertible {
    /// As ``init(_:)`` reads it, with milliseconds where there are some.
    public var description: String {
        func digits(_ number: Int, _ count: Int) -> String {
            let text = String(number)
            return String(repeating: "0", count: max(0, count - text.count)) + text
        }
        let (seconds, fraction) = (milliseconds.flooringQuotient(1000), milliseconds.flooringRemainder(1000))
        let (day, second) = (seconds.flooringQuotient(86_400), Int(seconds.flooringRemainder(86_400)))
        var year = 1970 + Int(day / 366)
        while Self.days(before: year + 1) <= day { year += 1 }
        while Self.days(before: year) > day { year -= 1 }
        let dayOfYear = Int(day) - Self.days(before: year)
        let month = (1...12).last { Self.days(before: $0, in: year) <= dayOfYear } ?? 1
        let date = [
            digits(year, 4), digits(month, 2), digits(dayOfYear - Self.days(before: month, in: year) + 1, 2),
        ]
        let time = [digits(second / 3600, 2), digits(second / 60 % 60, 2), digits(second % 60, 2)]
        return date.joined(separator: "-") + "T" + time.joined(separator: ":")
            + (fraction == 0 ? "" : "." + digits(Int(fraction), 3)) + "Z"
    }
}

extension Int64 {
    fileprivate func flooringRemainder(_ divisor: Int64) -> Int64 {
        let remainder = self % divisor
        return remainder < 0 ? remainder + divisor : remainder
    }

    fileprivate func flooringQuotient(_ divisor: Int64) -> Int64 {
        (self - flooringRemainder(divisor)) / divisor
    }
}
