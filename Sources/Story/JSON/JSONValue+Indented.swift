extension JSONValue {
    /// Human-readable JSON text: members keep their order, and a value takes a single line if it fits.
    var indentedText: String {
        var text = ""
        write(to: &text, indentation: 0, column: 0)
        return text
    }

    /// The maximum line width, in columns.
    private static let width = 110

    private func write(to text: inout String, indentation: Int, column: Int) {
        let line = lineText
        if column + line.unicodeScalars.count <= Self.width {
            text += line
            return
        }
        let space = String(repeating: " ", count: indentation + 2)
        switch self {
        case .array(let values):
            text += "["
            for (index, value) in values.enumerated() {
                text += (index > 0 ? "," : "") + "\n" + space
                value.write(to: &text, indentation: indentation + 2, column: space.count + 1)
            }
            text += "\n" + space.dropLast(2) + "]"
        case .object(let members):
            text += "{"
            for (index, member) in members.enumerated() {
                let key = JSONValue.string(member.name).lineText + ": "
                text += (index > 0 ? "," : "") + "\n" + space + key
                member.value.write(
                    to: &text, indentation: indentation + 2,
                    column: space.count + key.unicodeScalars.count + 1)
            }
            text += "\n" + space.dropLast(2) + "}"
        default: text += line
        }
    }

    /// The value on one line.
    private var lineText: String {
        switch self {
        case .array(let values): "[" + values.map(\.lineText).joined(separator: ", ") + "]"
        case .object(let members):
            "{"
                + members.map { JSONValue.string($0.name).lineText + ": " + $0.value.lineText }
                .joined(separator: ", ") + "}"
        default: canonicalText
        }
    }
}
