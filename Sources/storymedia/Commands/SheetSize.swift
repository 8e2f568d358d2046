import ArgumentParser
import Transcoding

/// Columns and rows of a contact sheet, written `4x3`.
struct SheetSize: ExpressibleByArgument, CustomStringConvertible {
    let columns: Int
    let rows: Int

    /// What `--sheet` stands for without a value.
    static let standard = SheetSize(columns: 4, rows: 3)

    private init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }

    init?(argument: String) {
        let parts = argument.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        guard parts.count == 2, let columns = parts[0], let rows = parts[1],
            (1...PreviewOptions.largestSheet).contains(columns),
            (1...PreviewOptions.largestSheet).contains(rows)
        else { return nil }
        self.init(columns: columns, rows: rows)
    }

    var description: String { "\(columns)x\(rows)" }
}
