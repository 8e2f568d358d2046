import ArgumentParser
import Foundation
import Story
import StoryService

/// What fills in the variables of a story document.
struct TemplateOptions: ParsableArguments {
    @Option(
        parsing: .unconditionalSingleValue,
        help: ArgumentHelp(
            "A value for a variable of the story document. May be repeated; see template.",
            valueName: "name=value"),
        transform: { text in
            let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard halves.count == 2, !halves[0].isEmpty else {
                throw ValidationError("--set takes NAME=VALUE, not '\(text)'.")
            }
            return Setting(name: String(halves[0]), value: String(halves[1]))
        })
    var set: [Setting] = []

    @Option(
        help: ArgumentHelp(
            "A table of values: one story of each row. CSV with the variables' names in its first row, a JSON array of "
                + "objects, or one JSON object per line.",
            valueName: "rows.csv|json|jsonl"),
        completion: .file(extensions: ["csv", "tsv", "json", "jsonl", "ndjson"]))
    var data: String?

    @Option(
        help: ArgumentHelp(
            "How the story of each row is called: {{column}} stands for a value of the row. (default: STORY-NUMBER)",
            valueName: "pattern"))
    var name: String?

    /// A variable and its value as the command line gives them.
    struct Setting {
        let name: String
        let value: String
    }

    var isUsed: Bool { !set.isEmpty || data != nil || name != nil }

    func validate() throws {
        if name != nil, data == nil { throw ValidationError("--name is for the rows of --data.") }
        for (index, setting) in set.enumerated()
        where set[..<index].contains(where: { $0.name == setting.name }) {
            throw ValidationError("--set names \(setting.name) twice.")
        }
    }

    /// The variables' values of `--set`.
    ///
    /// - Throws: ``CommandFailure`` with every value that is wrong.
    func values(for template: StoryTemplate) throws -> [String: TemplateValue] {
        var values: [String: TemplateValue] = [:]
        var sentences: [String] = []
        for setting in set {
            guard let variable = template[setting.name] else {
                let names = template.variables.map(\.name).joined(separator: ", ")
                sentences.append("--set \(setting.name): The story has no such variable. It has: \(names).")
                continue
            }
            do throws(StoryDocumentError) {
                let value = try variable.value(of: setting.value)
                // A path of the command line starts at the current folder, not at the document's.
                values[setting.name] =
                    if case .file(let file) = value { .file(StoryFile.absolute(file)) } else { value }
            } catch {
                sentences += error.problems.map { "--set \($0)" }
            }
        }
        guard sentences.isEmpty else { throw CommandFailure(.usage, sentences) }
        return values
    }

    /// The rows of `--data`; nil without it.
    ///
    /// - Parameter story: the document's file.
    /// - Throws: ``CommandFailure`` if the table is missing, or with every problem of its rows.
    func rows(
        for template: StoryTemplate, of story: String, _ common: [String: TemplateValue]
    ) throws -> [TemplateRow]? {
        guard let data else { return nil }
        let stem = URL(filePath: story).deletingPathExtension().lastPathComponent
        let rows = TemplateRows(
            for: template, path: data, name: name.map { RowName($0) } ?? RowName(numbering: stem))
        let bytes = try DocumentFile.contents(of: data, as: "table", limit: TemplateRows.byteLimit)
        do throws(StoryDocumentError) {
            return try rows.read(bytes, common: common)
        } catch {
            throw CommandFailure(.unusable, error.problems.map(\.description))
        }
    }
}
