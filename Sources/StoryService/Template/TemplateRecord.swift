internal import Files
internal import Story

/// One row of a table, as it is written there.
struct TemplateRecord {
    enum Content {
        case text(String)
        case json(JSONValue)
    }

    /// The row's place for a person.
    let label: String
    /// What the row has, by column. An empty field of a table of text is no value.
    let contents: [(column: String, content: Content)]

    /// A field as text; nil if the row has no such field, or one that is neither text nor a number.
    subscript(column: String) -> String? {
        for (name, content) in contents where name == column {
            switch content {
            case .text(let text), .json(.string(let text)): return text
            case .json(.number(let number)): return TemplateValue.number(number).text
            case .json: return nil
            }
        }
        return nil
    }

    /// Reads all rows of a file.
    ///
    /// - Parameter path: of the file; its extension says how it is written.
    /// - Throws: ``StoryDocumentError`` if the file is not what its extension says.
    static func read(_ bytes: [UInt8], _ path: String) throws(StoryDocumentError) -> [TemplateRecord] {
        let name = Path.name(of: path)
        let suffix = name.utf8.lastIndex(of: UInt8(ascii: ".")).map { name[$0...].lowercased() } ?? ""
        switch suffix {
        case ".csv", ".tsv": return try table(bytes, name)
        case ".json": return try array(bytes, name)
        case ".jsonl", ".ndjson": return try lines(bytes, name)
        default:
            throw fault(
                path, .badValue, "a table called \"\(name)\"", "a table of rows in .csv, .json or .jsonl")
        }
    }

    private static func table(_ bytes: [UInt8], _ name: String) throws(StoryDocumentError) -> [TemplateRecord]
    {
        do throws(CSVTable.Fault) {
            let table = try CSVTable(bytes)
            return table.rows.enumerated().map { index, row in
                let fields = zip(table.header, row.fields).filter { !$1.isEmpty }
                return TemplateRecord(
                    label: "\(name), row \(index + 1) (line \(row.line))",
                    contents: fields.map { (column: $0, content: .text($1)) })
            }
        } catch {
            throw fault(
                "\(name), line \(error.line)", .syntax, error.message.withoutFullStop,
                "comma-separated values (RFC 4180)")
        }
    }

    private static func array(_ bytes: [UInt8], _ name: String) throws(StoryDocumentError) -> [TemplateRecord]
    {
        guard case .array(let rows) = try JSONValue(parsing: bytes, limit: TemplateRows.byteLimit) else {
            throw fault(name, .wrongType, "JSON that is no array", "an array of objects, one for each row")
        }
        var records: [TemplateRecord] = []
        for (index, row) in rows.enumerated() {
            records.append(try record(row, label: "\(name), row \(index + 1)"))
        }
        return records
    }

    private static func lines(_ bytes: [UInt8], _ name: String) throws(StoryDocumentError) -> [TemplateRecord]
    {
        var records: [TemplateRecord] = []
        let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        for (index, line) in lines.enumerated() {
            let isBlank = line.allSatisfy {
                [UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r")].contains($0)
            }
            if isBlank { continue }
            let label = "\(name), row \(records.count + 1) (line \(index + 1))"
            do throws(StoryDocumentError) {
                records.append(try record(try JSONValue(parsing: Array(line)), label: label))
            } catch {
                guard let problem = error.problems.first, problem.rule == .syntax else { throw error }
                throw fault(label, .syntax, problem.found, problem.allowed)
            }
        }
        return records
    }

    private static func record(
        _ row: JSONValue, label: String
    ) throws(StoryDocumentError) -> TemplateRecord {
        guard case .object(let members) = row else {
            throw fault(label, .wrongType, row.summary, "an object with a member for each variable")
        }
        return TemplateRecord(
            label: label,
            contents: members.filter { $0.value != .null }.map { (column: $0.name, content: .json($0.value)) }
        )
    }

    private static func fault(
        _ path: String, _ rule: StoryProblem.Rule, _ found: String, _ allowed: String
    ) -> StoryDocumentError {
        StoryDocumentError(problems: [
            StoryProblem(path: path, rule: rule, found: found, allowed: allowed)
        ])
    }
}
