/// A text that is not JSON, and the place where it stops being JSON.
struct JSONSyntaxError: Error, Hashable {
    let message: String
    /// The line, from 1.
    let line: Int
    /// The column in bytes, from 1.
    let column: Int
}

/// A strict parser of JSON text (RFC 8259).
///
/// Foundation's `JSONDecoder` hides duplicate members, which a strict reader must see, and does not report lines.
struct JSONParser {
    private let bytes: [UInt8]
    private var position = 0
    private var depth = 0

    private init(bytes: [UInt8]) { self.bytes = bytes }

    static func parse(
        _ bytes: [UInt8], limit: Int = StoryLimits.documentBytes
    ) throws(JSONSyntaxError) -> JSONValue {
        var parser = JSONParser(bytes: bytes)
        guard bytes.count <= limit else {
            throw parser.error("\(bytes.count) bytes of text are more than the limit of \(limit)")
        }
        parser.skipWhitespace()
        let value = try parser.value()
        parser.skipWhitespace()
        guard parser.next == nil else { throw parser.error("more text after the end of the document") }
        return value
    }

    private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

    private func error(_ message: String) -> JSONSyntaxError {
        let before = bytes[..<position]
        let line = before.count { $0 == UInt8(ascii: "\n") } + 1
        let lineStart = before.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
        return JSONSyntaxError(message: message, line: line, column: position - lineStart + 1)
    }

    private func unexpected(_ wanted: String) -> JSONSyntaxError {
        guard let next else { return error("the text ends where \(wanted) should be") }
        let seen = Unicode.Scalar(next)
        let name =
            seen.isASCII && next > 0x20 && next < 0x7f ? "\"\(seen)\"" : "byte 0x\(String(next, radix: 16))"
        return error("\(name) where \(wanted) should be")
    }

    private mutating func skipWhitespace() {
        while let next, next == 0x20 || next == 0x0a || next == 0x0d || next == 0x09 { position += 1 }
    }

    private mutating func consume(_ character: Unicode.Scalar) -> Bool {
        guard next == UInt8(ascii: character) else { return false }
        position += 1
        return true
    }

    private mutating func value() throws(JSONSyntaxError) -> JSONValue {
        switch next {
        case UInt8(ascii: "{"): return try nested { parser throws(JSONSyntaxError) in try parser.object() }
        case UInt8(ascii: "["): return try nested { parser throws(JSONSyntaxError) in try parser.array() }
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try literal("true", .bool(true))
        case UInt8(ascii: "f"): return try literal("false", .bool(false))
        case UInt8(ascii: "n"): return try literal("null", .null)
        case .some(UInt8(ascii: "0")...UInt8(ascii: "9")), UInt8(ascii: "-"): return .number(try number())
        default: throw unexpected("a value")
        }
    }

    private mutating func nested(
        _ body: (inout JSONParser) throws(JSONSyntaxError) -> JSONValue
    ) throws(JSONSyntaxError) -> JSONValue {
        guard depth < StoryLimits.nestingDepth else {
            throw error("nested more than \(StoryLimits.nestingDepth) deep")
        }
        depth += 1
        position += 1
        skipWhitespace()
        let value = try body(&self)
        depth -= 1
        return value
    }

    private mutating func object() throws(JSONSyntaxError) -> JSONValue {
        var members: [JSONMember] = []
        var names: Set<String> = []
        if consume("}") { return .object([]) }
        while true {
            guard next == UInt8(ascii: "\"") else { throw unexpected("a key in quotes") }
            let keyPosition = position
            let name = try string()
            guard names.insert(name).inserted else {
                position = keyPosition
                throw error("the key \(JSONValue.string(name).summary) occurs twice in one object")
            }
            skipWhitespace()
            guard consume(":") else { throw unexpected("\":\"") }
            skipWhitespace()
            members.append(JSONMember(name: name, value: try value()))
            skipWhitespace()
            if consume("}") { return .object(members) }
            guard consume(",") else { throw unexpected("\",\" or \"}\"") }
            skipWhitespace()
        }
    }

    private mutating func array() throws(JSONSyntaxError) -> JSONValue {
        var values: [JSONValue] = []
        if consume("]") { return .array([]) }
        while true {
            values.append(try value())
            skipWhitespace()
            if consume("]") { return .array(values) }
            guard consume(",") else { throw unexpected("\",\" or \"]\"") }
            skipWhitespace()
        }
    }

    private mutating func literal(_ word: String, _ value: JSONValue) throws(JSONSyntaxError) -> JSONValue {
        guard bytes[position...].starts(with: word.utf8) else { throw unexpected("a value") }
        position += word.utf8.count
        return value
    }

    private mutating func number() throws(JSONSyntaxError) -> Double {
        let start = position
        _ = consume("-")
        if !consume("0") { try digits() }
        if consume(".") { try digits() }
        if consume("e") || consume("E") {
            if !consume("+") { _ = consume("-") }
            try digits()
        }
        guard let value = Double(String(decoding: bytes[start..<position], as: UTF8.self)), value.isFinite
        else {
            position = start
            throw error("a number too large to hold")
        }
        return value
    }

    private mutating func digits() throws(JSONSyntaxError) {
        let start = position
        while let next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next) { position += 1 }
        guard position > start else { throw unexpected("a digit") }
    }
}

extension JSONParser {
    private mutating func string() throws(JSONSyntaxError) -> String {
        let start = position
        position += 1
        var text: [UInt8] = []
        while true {
            switch next {
            case UInt8(ascii: "\""):
                position += 1
                guard let string = String(validating: text, as: UTF8.self) else {
                    position = start
                    throw error("a string that is not valid UTF-8")
                }
                guard !CombiningMarks.areTooMany(in: string) else {
                    position = start
                    throw error(CombiningMarks.refusal)
                }
                return string
            case UInt8(ascii: "\\"):
                position += 1
                text.append(contentsOf: String(try escape()).utf8)
            case .some(let byte) where byte >= 0x20:
                text.append(byte)
                position += 1
            default: throw unexpected("the rest of a string")
            }
        }
    }

    private mutating func escape() throws(JSONSyntaxError) -> Unicode.Scalar {
        guard let character = next else { throw unexpected("an escaped character") }
        position += 1
        switch character {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(character)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): return try unicodeEscape()
        default:
            position -= 1
            throw unexpected("an escaped character")
        }
    }

    /// Reads the scalar of `\uXXXX`, or of a surrogate pair of two such escapes.
    private mutating func unicodeEscape() throws(JSONSyntaxError) -> Unicode.Scalar {
        let first = try codeUnit()
        if let scalar = Unicode.Scalar(first) { return scalar }
        guard UTF16.isLeadSurrogate(first), consume("\\"), consume("u") else {
            throw error("half of a surrogate pair")
        }
        let second = try codeUnit()
        guard UTF16.isTrailSurrogate(second) else { throw error("half of a surrogate pair") }
        return UTF16.decode(UTF16.EncodedScalar([first, second]))
    }

    private mutating func codeUnit() throws(JSONSyntaxError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = next.flatMap({ Character(Unicode.Scalar($0)).hexDigitValue }) else {
                throw unexpected("a hexadecimal digit")
            }
            unit = unit << 4 | UInt16(digit)
            position += 1
        }
        return unit
    }
}
