internal import Files
internal import Story

/// How the stories of a table's rows are called.
public struct RowName: Hashable, Sendable {
    private let pattern: PlaceholderText?
    private let stem: String

    /// Names stories by their row's number: `sale-7`, or `sale-0007` of a table with thousands of rows.
    ///
    /// - Parameter stem: the beginning of all names.
    public init(numbering stem: String) {
        pattern = nil
        self.stem = stem
    }

    /// Names stories by their row's values.
    ///
    /// - Parameter pattern: such as `{{sku}}-de`, with the names of columns.
    public init(_ pattern: String) {
        self.pattern = PlaceholderText(pattern)
        stem = pattern
    }

    /// The columns that the names are made of.
    var columns: Set<String> { Set(pattern?.names ?? []) }

    /// - Throws: ``StoryDocumentError`` if the row has no value for the name, or one that no file can have.
    func name(
        of record: TemplateRecord, _ number: Int, of count: Int
    ) throws(StoryDocumentError) -> String {
        guard let pattern else {
            let digits = String(number)
            return stem + "-" + String(repeating: "0", count: max(0, String(count).count - digits.count))
                + digits
        }
        var name = ""
        for part in pattern.parts {
            switch part {
            case .text(let text): name += text
            case .placeholder(let column):
                guard let text = record[column] else {
                    throw Self.problem(
                        record, .missingKey, "nothing for \(column)", "a value for the story's name")
                }
                name += text
            }
        }
        let isUsable =
            !name.isEmpty && !name.hasPrefix(".") && name.utf8.count <= 200 && !name.contains("/")
            && !name.unicodeScalars.contains { $0.properties.generalCategory == .control }
        guard isUsable else {
            throw Self.problem(
                record, .badValue, "\"\(name)\" as the story's name",
                "1 to 200 bytes without / and control characters that do not begin with a dot")
        }
        return name
    }

    private static func problem(
        _ record: TemplateRecord, _ rule: StoryProblem.Rule, _ found: String, _ allowed: String
    ) -> StoryDocumentError {
        StoryDocumentError(problems: [
            StoryProblem(path: "\(record.label): name", rule: rule, found: found, allowed: allowed)
        ])
    }
}
