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
        // What is too large is said by the command: an option that may stand alone would take it for an input.
        guard parts.count == 2, let columns = parts[0], let rows = parts[1] else { return nil }
        self.init(columns: columns, rows: rows)
    }

    /// Whether it is from one frame to the largest sheet.
    var isPossible: Bool {
        let range = 1...PreviewOptions.largestSheet
        return range.contains(columns) && range.contains(rows)
    }

    var description: String { "\(columns)x\(rows)" }
}
