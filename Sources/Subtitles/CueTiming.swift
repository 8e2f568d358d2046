/// When a cue is shown, in seconds, from a line such as `00:00:01,000 --> 00:00:02,500`.
struct CueTiming: Hashable {
    let start: Double
    let end: Double

    static let example = "00:00:01,000 --> 00:00:02,500"

    /// Reads a line of SubRip or WebVTT (W3C WebVTT, 4.1, "WebVTT timestamp"). Ignores settings or coordinates after
    /// the times.
    ///
    /// Nil if the line does not begin with two times.
    init?(_ line: String) {
        var text = Substring(line).utf8
        text.dropBlanks()
        guard let start = Self.time(in: &text) else { return nil }
        text.dropBlanks()
        guard text.starts(with: Self.arrow) else { return nil }
        text.removeFirst(Self.arrow.count)
        text.dropBlanks()
        guard let end = Self.time(in: &text), text.first.map(Self.isBlank) ?? true else { return nil }
        self.start = start
        self.end = end
    }

    private static let arrow = Array("-->".utf8)

    /// Whether a line is meant to hold a cue's times, valid or not: it has an arrow, which no caption text has.
    static func isMeant(_ line: String) -> Bool {
        var dashes = 0
        for byte in line.utf8 {
            if byte == UInt8(ascii: ">"), dashes >= 2 { return true }
            dashes = byte == UInt8(ascii: "-") ? dashes + 1 : 0
        }
        return false
    }

    /// Whether a line begins with a time with hours and decimals, as no caption text does.
    static func beginsLikeOne(_ line: String) -> Bool {
        var text = Substring(line).utf8
        guard time(in: &text) != nil else { return false }
        let time = line.utf8.dropLast(text.count)
        return time.count { $0 == UInt8(ascii: ":") } == 2 && time.contains { $0 == 0x2c || $0 == 0x2e }
    }

    /// Consumes a time at the beginning of a text: `[hours:]minutes:seconds`, with up to three decimals after a comma
    /// or a point; nil if the text begins with something else.
    static func time(in text: inout Substring.UTF8View) -> Double? {
        var numbers: [Int] = []
        repeat {
            if !numbers.isEmpty { text.removeFirst() }
            guard let number = integer(in: &text) else { return nil }
            numbers.append(number)
        } while numbers.count < 3 && text.first == UInt8(ascii: ":")
        guard numbers.count > 1, numbers.dropFirst().allSatisfy({ $0 < 60 }),
            numbers.count == 3 || numbers[0] < 60
        else { return nil }
        let seconds = numbers.reduce(0) { $0 * 60 + $1 }
        guard let mark = text.first, [UInt8(ascii: ","), UInt8(ascii: ".")].contains(mark) else {
            return Double(seconds)
        }
        text.removeFirst()
        let decimals = text.prefix { isDigit($0) }
        guard (1...3).contains(decimals.count), let value = integer(in: &text) else { return nil }
        let scale = [10, 100, 1000][decimals.count - 1]
        return Double(seconds * 1000 + value * 1000 / scale) / 1000
    }

    /// At most four digits, enough for the hours of a year.
    private static func integer(in text: inout Substring.UTF8View) -> Int? {
        var value = 0
        var digits = 0
        while let byte = text.first, isDigit(byte), digits < 5 {
            value = value * 10 + Int(byte - UInt8(ascii: "0"))
            digits += 1
            text.removeFirst()
        }
        return (1...4).contains(digits) ? value : nil
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

    fileprivate static func isBlank(_ byte: UInt8) -> Bool { byte == 32 || byte == 9 }
}

extension Substring.UTF8View {
    fileprivate mutating func dropBlanks() {
        while let byte = first, CueTiming.isBlank(byte) { removeFirst() }
    }
}
