/// What holds of every message of a worker, whatever it says: how deep it is nested, how large its numbers
/// are, and how long its texts.
///
/// Looks at the bytes before they are decoded, so that no number that reaches the program is infinite or
/// larger than JSON can carry exactly.
struct MessageBounds {
    /// Why a message is refused, in words that follow "it has said".
    struct Violation: Error, Hashable {
        let what: String
    }

    /// A plan has some ten levels.
    static let depth = 64
    /// The largest whole number up to which JSON numbers are exact (RFC 8259, 6).
    static let magnitude = 9_007_199_254_740_992.0
    /// Characters of a number. A `Double` is written with 24 at the most.
    static let digits = 40
    /// Bytes of a text: an order of magnitude above the longest sentence.
    static let textBytes = 64 << 10
    /// Values in one message: a plan of a hundred slides has some ten thousand.
    static let values = 500_000

    private let bytes: [UInt8]
    private var index = 0
    private var level = 0
    private var count = 0

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// - Throws: ``Violation`` for the first thing that is out of bounds. Whether the bytes are JSON at all, their
    ///   decoder says.
    static func check(_ bytes: [UInt8]) throws(Violation) {
        var bounds = MessageBounds(bytes)
        try bounds.scan()
    }

    private mutating func scan() throws(Violation) {
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""): try skipText()
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try skipNumber()
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                level += 1
                guard level <= Self.depth else { throw Violation(what: "something nested too deep") }
                index += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                level -= 1
                index += 1
            case UInt8(ascii: ","):
                count += 1
                guard count <= Self.values else { throw Violation(what: "too many values at once") }
                index += 1
            default: index += 1
            }
        }
    }

    private mutating func skipText() throws(Violation) {
        let start = index
        index += 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        index += 1
        guard index - start <= Self.textBytes else { throw Violation(what: "a text that is too long") }
    }

    private mutating func skipNumber() throws(Violation) {
        let start = index
        while index < bytes.count, Self.isPartOfNumber(bytes[index]) { index += 1 }
        guard index - start <= Self.digits,
            let number = Double(String(decoding: bytes[start..<index], as: UTF8.self)),
            abs(number) <= Self.magnitude
        else { throw Violation(what: "a number that is out of bounds") }
    }

    private static func isPartOfNumber(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "."),
            UInt8(ascii: "e"), UInt8(ascii: "E"):
            true
        default: false
        }
    }
}
