/// Bounds on any message of a worker: on the depth of its nesting, on its numbers, and on the length of its texts.
///
/// Checks the bytes before they are decoded. No number that reaches the program is infinite, or larger than JSON can
/// carry exactly.
struct MessageBounds {
    /// A plan has some ten levels.
    static let depth = 64
    /// The largest magnitude up to which whole numbers in JSON are exact (RFC 8259, 6).
    static let magnitude = 9_007_199_254_740_992.0
    /// The most characters of a number. A `Double` takes 24 at most.
    static let digits = 40
    /// The most bytes of a text: an order of magnitude above the longest sentence.
    static let textBytes = 64 << 10
    /// The most values in one message. A plan of a hundred slides has some ten thousand.
    static let values = 500_000

    private let bytes: [UInt8]
    private var index = 0
    private var level = 0
    private var count = 0

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// - Throws: ``WorkerViolation`` for the first value out of bounds. Does not check that the bytes are JSON; the
    ///   decoder does.
    static func check(_ bytes: [UInt8]) throws(WorkerViolation) {
        var bounds = MessageBounds(bytes)
        try bounds.scan()
    }

    private mutating func scan() throws(WorkerViolation) {
        while index < bytes.count {
            switch bytes[index] {
            case UInt8(ascii: "\""): try skipText()
            case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try skipNumber()
            case UInt8(ascii: "{"), UInt8(ascii: "["):
                level += 1
                guard level <= Self.depth else {
                    throw WorkerViolation(what: "sent values that are nested too deeply")
                }
                index += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                level -= 1
                index += 1
            case UInt8(ascii: ","):
                count += 1
                guard count <= Self.values else {
                    throw WorkerViolation(what: "sent too many values in one message")
                }
                index += 1
            default: index += 1
            }
        }
    }

    private mutating func skipText() throws(WorkerViolation) {
        let start = index
        index += 1
        while index < bytes.count, bytes[index] != UInt8(ascii: "\"") {
            index += bytes[index] == UInt8(ascii: "\\") ? 2 : 1
        }
        index += 1
        guard index - start <= Self.textBytes else {
            throw WorkerViolation(what: "sent a text that is too long")
        }
    }

    private mutating func skipNumber() throws(WorkerViolation) {
        let start = index
        while index < bytes.count, Self.isPartOfNumber(bytes[index]) { index += 1 }
        guard index - start <= Self.digits,
            let number = Double(String(decoding: bytes[start..<index], as: UTF8.self)),
            abs(number) <= Self.magnitude
        else { throw WorkerViolation(what: "sent a number that is out of bounds") }
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
