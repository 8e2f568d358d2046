/// A table of comma-separated values (RFC 4180).
///
/// Also accepted, because spreadsheets write them: a byte order mark, semicolons or tabs between fields, and lines that
/// end with a line feed alone.
struct CSVTable {
    struct Row: Hashable {
        /// The line of the file where the row begins, counted from 1.
        var line: Int
        var fields: [String]
    }

    /// What is wrong with a table, in a sentence.
    struct Fault: Error, Hashable {
        var line: Int
        var message: String
    }

    let header: [String]
    let rows: [Row]

    private static let comma = UInt8(ascii: ",")
    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")

    /// Reads a table whose first row names its columns. Empty lines are left out.
    ///
    /// - Throws: ``Fault`` if a row has another number of fields than the first, a quoted field has no end, a column has
    ///   no name or that of another one, or the text is not UTF-8.
    init(_ bytes: [UInt8]) throws(Fault) {
        let mark: [UInt8] = [0xef, 0xbb, 0xbf]
        let text = bytes.starts(with: mark) ? bytes.dropFirst(mark.count) : bytes[...]
        var rows = try Self.rows(text, separator: Self.separator(of: text))
        guard !rows.isEmpty else { throw Fault(line: 1, message: "It is empty.") }
        let header = rows.removeFirst()
        for (index, name) in header.fields.enumerated() {
            if name.isEmpty {
                throw Fault(line: header.line, message: "Column \(index + 1) has no name in the first row.")
            }
            if header.fields[..<index].contains(name) {
                throw Fault(line: header.line, message: "Two columns are called \"\(name)\".")
            }
        }
        if let row = rows.first(where: { $0.fields.count != header.fields.count }) {
            throw Fault(
                line: row.line,
                message: "It has \(row.fields.count) fields, but the first row names \(header.fields.count).")
        }
        self.header = header.fields
        self.rows = rows
    }

    /// The separator that the first line uses most.
    private static func separator(of text: ArraySlice<UInt8>) -> UInt8 {
        let line = text.prefix { $0 != lineFeed }
        func count(_ byte: UInt8) -> Int { line.count { $0 == byte } }
        let others = [UInt8(ascii: ";"), UInt8(ascii: "\t")]
        return others.first { count($0) > count(comma) } ?? comma
    }

    private static func rows(_ text: ArraySlice<UInt8>, separator: UInt8) throws(Fault) -> [Row] {
        var rows: [Row] = []
        var line = 1
        var place = text.startIndex
        while place < text.endIndex {
            let start = line
            var fields: [String] = []
            repeat {
                fields.append(try field(text, &place, &line, separator))
            } while skip(separator, text, &place)
            _ = skip(carriageReturn, text, &place)
            if place < text.endIndex, !skip(lineFeed, text, &place) {
                throw Fault(
                    line: line, message: "Something follows a quoted field. A quote in a field is doubled.")
            }
            line += 1
            if fields != [""] { rows.append(Row(line: start, fields: fields)) }
        }
        return rows
    }

    private static func skip(_ byte: UInt8, _ text: ArraySlice<UInt8>, _ place: inout Int) -> Bool {
        guard place < text.endIndex, text[place] == byte else { return false }
        place += 1
        return true
    }

    private static func field(
        _ text: ArraySlice<UInt8>, _ place: inout Int, _ line: inout Int, _ separator: UInt8
    ) throws(Fault) -> String {
        var field: [UInt8] = []
        let start = line
        if skip(quote, text, &place) {
            while true {
                guard place < text.endIndex else {
                    throw Fault(line: start, message: "A quoted field has no end.")
                }
                let byte = text[place]
                place += 1
                if byte == quote, !skip(quote, text, &place) { break }
                if byte == lineFeed { line += 1 }
                field.append(byte)
            }
        } else {
            while place < text.endIndex, text[place] != separator, text[place] != lineFeed {
                field.append(text[place])
                place += 1
            }
            // The line feed ends the row, together with a carriage return before it.
            if place == text.endIndex || text[place] == lineFeed, field.last == carriageReturn {
                field.removeLast()
            }
        }
        guard let string = String(validating: field, as: UTF8.self) else {
            throw Fault(line: start, message: "It is not UTF-8. Save the table as UTF-8.")
        }
        return string
    }
}
