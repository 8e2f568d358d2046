internal import Files
public import Story

/// One story to make of a template.
public struct TemplateRow: Hashable, Sendable {
    /// Counted from 1.
    public let number: Int
    /// The row's place for a person: `prices.csv, row 3 (line 4)`.
    public let label: String
    public let values: [String: TemplateValue]
    /// The name of the story's files, without extensions.
    public let name: String
}

/// Reads the rows of a table, each of which becomes a story.
public struct TemplateRows: Sendable {
    private let template: StoryTemplate
    private let name: RowName
    /// The table's file.
    private let path: String

    /// The most bytes of a table.
    public static let byteLimit = 64 << 20
    /// The most rows of a table.
    static let rowLimit = 100_000

    /// - Parameters:
    ///   - path: of the table's file. Its extension says what it is: `csv`, `json` or `jsonl`.
    ///   - name: names each row's files.
    public init(for template: StoryTemplate, path: String, name: RowName) {
        self.template = template
        self.path = path
        self.name = name
    }

    /// Reads all rows.
    ///
    /// - Parameter common: values that all rows share; a row's own come first.
    /// - Throws: ``StoryDocumentError`` with every problem, each with its row.
    public func read(
        _ bytes: [UInt8], common: [String: TemplateValue] = [:]
    ) throws(StoryDocumentError) -> [TemplateRow] {
        let records = try TemplateRecord.read(bytes, path)
        guard records.count <= Self.rowLimit else {
            throw StoryDocumentError(problems: [
                StoryProblem(
                    path: path, rule: .outOfRange, found: "\(records.count) rows",
                    allowed: "at most \(Self.rowLimit)")
            ])
        }
        var problems: [StoryProblem] = []
        var rows: [TemplateRow] = []
        var takenNames: [String: String] = [:]
        // A column that is no variable is one problem, not one in each row.
        var unknown: Set<String> = []
        for (index, record) in records.enumerated() {
            do throws(StoryDocumentError) {
                let row = try row(record, index + 1, of: records.count, common)
                if let other = takenNames.updateValue(record.label, forKey: row.name) {
                    throw problem(
                        record, "name", .badValue, "\"\(row.name)\", the name of \(other)", "another name")
                }
                rows.append(row)
            } catch {
                problems += error.problems.filter { problem in
                    guard problem.rule == .unknownKey else { return true }
                    return unknown.insert(problem.found).inserted
                }
            }
            if problems.count >= StoryLimits.problems { break }
        }
        guard problems.isEmpty else {
            throw StoryDocumentError(problems: Array(problems.prefix(StoryLimits.problems)))
        }
        return rows
    }

    private func row(
        _ record: TemplateRecord, _ number: Int, of count: Int, _ common: [String: TemplateValue]
    ) throws(StoryDocumentError) -> TemplateRow {
        var values = common
        var problems: [StoryProblem] = []
        for (column, content) in record.contents {
            do throws(StoryDocumentError) {
                guard let variable = template[column] else {
                    if name.columns.contains(column) { continue }
                    throw unknown(column, in: record)
                }
                values[column] = try value(content, of: variable, in: record)
            } catch {
                problems += error.problems.map { $0.within(record.label) }
            }
        }
        for variable in template.variables where values[variable.name] == nil && variable.standard == nil {
            guard !problems.contains(where: { $0.path.hasSuffix(": \(variable.name)") }) else { continue }
            problems += problem(record, variable.name, .missingKey, "nothing", variable.allowed).problems
        }
        guard problems.isEmpty else { throw StoryDocumentError(problems: problems) }
        return TemplateRow(
            number: number, label: record.label, values: values,
            name: try name.name(of: record, number, of: count))
    }

    private func value(
        _ content: TemplateRecord.Content, of variable: TemplateVariable, in record: TemplateRecord
    ) throws(StoryDocumentError) -> TemplateValue {
        let value =
            switch content {
            case .text(let text): try variable.value(of: text)
            case .json(let json): try variable.value(of: json)
            }
        guard case .file(let file) = value else { return value }
        return .file(try self.file(file, of: variable.name, in: record))
    }

    /// A file of a row lies beside the table, or in a folder below it: the author of the table chooses among those
    /// files and no others.
    private func file(
        _ name: String, of variable: String, in record: TemplateRecord
    ) throws(StoryDocumentError) -> String {
        let folder = Path.resolve(Path.folder(of: path), in: FileSystem.currentFolder)
        let whole = Path.resolve(name, in: folder)
        let allowed = "a file in the folder of \(Path.name(of: path))"
        guard Path.parts(of: whole, below: folder) != nil else {
            throw problem(record, variable, .unusableFile, "\"\(name)\": \(Self.leadsOut)", allowed)
        }
        do throws(SystemError) {
            _ = try OpenFile(whole, beneath: folder)
            return whole
        } catch {
            throw problem(
                record, variable, .unusableFile, "\"\(name)\": \(Self.words(error))", allowed)
        }
    }

    private static let leadsOut = "it leads out of that folder"

    private static func words(_ error: SystemError) -> String {
        if error.isMissing { return "there is no such file" }
        return error.isOtherDisk || error.isOtherKind ? leadsOut : error.text
    }

    private func unknown(_ column: String, in record: TemplateRecord) -> StoryDocumentError {
        let names = template.variables.map(\.name)
        return StoryDocumentError(problems: [
            StoryProblem(
                path: column, rule: .unknownKey, found: "\"\(column)\"",
                allowed: names.joined(separator: ", "),
                suggestion: Suggestion.nearest(to: column, among: names))
        ])
    }

    private func problem(
        _ record: TemplateRecord, _ column: String, _ rule: StoryProblem.Rule, _ found: String,
        _ allowed: String
    ) -> StoryDocumentError {
        StoryDocumentError(problems: [
            StoryProblem(path: "\(record.label): \(column)", rule: rule, found: found, allowed: allowed)
        ])
    }
}

extension StoryProblem {
    /// The same problem, with the row where it is.
    fileprivate func within(_ label: String) -> StoryProblem {
        path.hasPrefix(label)
            ? self
            : StoryProblem(
                path: "\(label): \(path)", rule: rule, found: found, allowed: allowed, suggestion: suggestion)
    }
}
