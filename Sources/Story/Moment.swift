/// A second in time, and the clock that shows it.
public struct Moment: Hashable, Sendable {
    /// Seconds since 1970-01-01T00:00:00Z, without leap seconds.
    public let seconds: Int
    /// The clock's offset from UTC, in minutes.
    public let offsetMinutes: Int

    init(seconds: Int, offsetMinutes: Int) {
        self.seconds = seconds
        self.offsetMinutes = offsetMinutes
    }

    /// The texts that ``offset(_:)`` accepts.
    static let offsetPattern = "^([Zz]|[+-]([01][0-9]|2[0-3]):[0-5][0-9])$"

    /// The texts that ``init(rfc3339:)`` accepts, apart from days that the month does not have.
    static let pattern =
        "^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])[Tt]([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]"
        + #"(\.[0-9]+)?"# + offsetPattern.dropFirst()

    /// Parses a date, a time and an offset in the format of RFC 3339, section 5.6, such as `2026-12-24T18:00:00+01:00`;
    /// nil for anything else. Fractions of a second are dropped.
    public init?(rfc3339 text: String) {
        let text = Array(text.utf8)
        // 2026-12-24T18:00:00
        guard text.count >= 20, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"),
            text[10] == UInt8(ascii: "T") || text[10] == UInt8(ascii: "t"),
            text[13] == UInt8(ascii: ":"), text[16] == UInt8(ascii: ":"),
            let year = Self.number(text[0..<4]), let month = Self.number(text[5..<7]),
            let day = Self.number(text[8..<10]), let hour = Self.number(text[11..<13]),
            let minute = Self.number(text[14..<16]), let second = Self.number(text[17..<19]),
            (1...12).contains(month), (1...Self.days(in: month, of: year)).contains(day),
            hour < 24, minute < 60, second < 60
        else { return nil }
        var rest = text[19...]
        if rest.first == UInt8(ascii: ".") {
            let fraction = rest.dropFirst().prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard !fraction.isEmpty else { return nil }
            rest = rest.dropFirst(1 + fraction.count)
        }
        guard let offset = Self.offset(rest) else { return nil }
        seconds =
            Self.days(year: year, month: month, day: day) * 86_400 + hour * 3600 + minute * 60 + second
            - offset * 60
        offsetMinutes = offset
    }

    /// Parses an offset from UTC, `Z` or `±hh:mm`, into minutes; nil for anything else.
    static func offset(_ text: some Collection<UInt8>) -> Int? {
        let text = Array(text)
        if text == [UInt8(ascii: "Z")] || text == [UInt8(ascii: "z")] { return 0 }
        guard text.count == 6, text[0] == UInt8(ascii: "+") || text[0] == UInt8(ascii: "-"),
            text[3] == UInt8(ascii: ":"), let hours = number(text[1..<3]), let minutes = number(text[4..<6]),
            hours < 24, minutes < 60
        else { return nil }
        return (text[0] == UInt8(ascii: "-") ? -1 : 1) * (hours * 60 + minutes)
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        var value = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + Int(digit - UInt8(ascii: "0"))
        }
        return value
    }

    /// The same moment, shown by another clock.
    func told(offsetMinutes: Int) -> Moment { Moment(seconds: seconds, offsetMinutes: offsetMinutes) }

    /// The moment in the format of RFC 3339.
    public var text: String {
        let date = date
        let size = offsetMinutes.magnitude
        let zone =
            offsetMinutes == 0
            ? "Z"
            : (offsetMinutes < 0 ? "-" : "+") + Self.digits(Int(size) / 60, 2) + ":"
                + Self.digits(Int(size) % 60, 2)
        let time = [date.hour, date.minute, date.second].map { Self.digits($0, 2) }.joined(separator: ":")
        return Self.digits(date.year, 4) + "-" + Self.digits(date.month, 2) + "-" + Self.digits(date.day, 2)
            + "T" + time + zone
    }

    /// The number, padded with zeros to at least `count` digits.
    public static func digits(_ number: Int, _ count: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, count - text.count)) + text
    }
}

extension Moment {
    /// The date and time that clock and calendar show.
    public struct CalendarDate: Hashable, Sendable {
        public var year: Int
        /// From 1.
        public var month: Int
        /// From 1.
        public var day: Int
        /// From 0, Sunday.
        public var weekday: Int
        public var hour: Int
        public var minute: Int
        public var second: Int
    }

    /// The date and time in the Gregorian calendar, by the moment's clock.
    public var date: CalendarDate {
        let local = seconds + offsetMinutes * 60
        let time = Self.modulo(local, 86_400)
        let days = (local - time) / 86_400
        // An estimate of the year, which the loops below correct. A year has 365.2425 days.
        var year = 1970 + Int((Double(days) / 365.2425).rounded(.down))
        while Self.days(year: year + 1, month: 1, day: 1) <= days { year += 1 }
        while Self.days(year: year, month: 1, day: 1) > days { year -= 1 }
        var month = 1
        while month < 12, Self.days(year: year, month: month + 1, day: 1) <= days { month += 1 }
        return CalendarDate(
            year: year, month: month, day: days - Self.days(year: year, month: month, day: 1) + 1,
            // 1970-01-01 was a Thursday.
            weekday: Self.modulo(days + 4, 7), hour: time / 3600, minute: time / 60 % 60, second: time % 60)
    }

    /// Days from 1970-01-01 to a date.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        // Days in all earlier years, from year 1. Leap years are divisible by 4, but centuries only if divisible by
        // 400.
        let before = year - 1
        let years =
            365 * before + floorDivided(before, 4) - floorDivided(before, 100) + floorDivided(before, 400)
        let months = (1..<month).reduce(0) { $0 + days(in: $1, of: year) }
        return years + months + day - 1 - 719_162
    }

    private static func days(in month: Int, of year: Int) -> Int {
        switch month {
        case 4, 6, 9, 11: 30
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        default: 31
        }
    }

    private static func floorDivided(_ a: Int, _ b: Int) -> Int { (a - modulo(a, b)) / b }

    private static func modulo(_ a: Int, _ b: Int) -> Int { (a % b + b) % b }
}

extension Moment: Codable {
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let moment = Moment(rfc3339: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "a date and a time as RFC 3339 writes them")
        }
        self = moment
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
