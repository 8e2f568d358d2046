/// The value of a JSON text. Objects keep the order of their members.
package enum JSONValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case number(Double)
    case string(String)
    case array([JSONValue])
    case object([JSONMember])

    /// The value's kind, in words for a person.
    var kind: String {
        switch self {
        case .null: "null"
        case .bool: "a boolean"
        case .number: "a number"
        case .string: "a string"
        case .array: "an array"
        case .object: "an object"
        }
    }

    /// The value itself if it is short, otherwise its kind.
    package var summary: String {
        switch self {
        case .array(let values): values.isEmpty ? "an empty array" : kind
        case .object(let members): members.isEmpty ? "an empty object" : kind
        case .string(let text) where text.unicodeScalars.count > 60:
            JSONValue.string(String(String.UnicodeScalarView(text.unicodeScalars.prefix(60))) + "…")
                .canonicalText
        default: canonicalText
        }
    }
}

/// A name and value in a JSON object.
package struct JSONMember: Hashable, Sendable {
    package var name: String
    package var value: JSONValue

    package init(name: String, value: JSONValue) {
        self.name = name
        self.value = value
    }
}

extension JSONValue {
    /// Parses JSON text.
    ///
    /// - Parameter limit: the most bytes that the text may have.
    /// - Throws: ``StoryDocumentError`` with the place where the text stops being JSON.
    package init(
        parsing bytes: [UInt8], limit: Int = StoryLimits.documentBytes
    ) throws(StoryDocumentError) {
        do {
            self = try JSONParser.parse(bytes, limit: limit)
        } catch {
            throw StoryDocumentError(problems: [
                StoryProblem(
                    path: "$", rule: .syntax, found: error.message,
                    allowed: "JSON text (RFC 8259)", line: error.line, column: error.column)
            ])
        }
    }

    /// JSON text that is the same for equal values: members sorted by the code points of their names, no spaces, whole
    /// numbers without a fraction, and escapes only where JSON requires them.
    var canonicalText: String {
        var text = ""
        write(to: &text)
        return text
    }

    private func write(to text: inout String) {
        switch self {
        case .null: text += "null"
        case .bool(let value): text += value ? "true" : "false"
        case .number(let value): text += JSONValue.text(of: value)
        case .string(let value): JSONValue.quote(value, to: &text)
        case .array(let values):
            text += "["
            for (index, value) in values.enumerated() {
                if index > 0 { text += "," }
                value.write(to: &text)
            }
            text += "]"
        case .object(let members):
            text += "{"
            let sorted = members.sorted {
                $0.name.unicodeScalars.lexicographicallyPrecedes($1.name.unicodeScalars)
            }
            for (index, member) in sorted.enumerated() {
                if index > 0 { text += "," }
                JSONValue.quote(member.name, to: &text)
                text += ":"
                member.value.write(to: &text)
            }
            text += "}"
        }
    }

    static func text(of number: Double) -> String {
        if number == 0 { return "0" }
        return Int64(exactly: number).map(String.init) ?? "\(number)"
    }

    static func quote(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "\n": text += "\\n"
            case "\t": text += "\\t"
            case ..<" ":
                let digits = String(scalar.value, radix: 16)
                text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }
}
