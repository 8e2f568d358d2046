import ArgumentParser
import Transcoding

/// Columns and rows of a contact sheet, written `4x3`.
struct SheetSize: ExpressibleByArgument, CustomStringConvertible {
    let columns: Int
    let rows: Int

    /// The value of `--sheet` without a size.
    static let standard = SheetSize(columns: 4, rows: 3)

    private init(columns: Int, rows: Int) {
        self.columns = columns
        self.rows = rows
    }

    init?(argument: String) {
        let parts = argument.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
        // The command reports sizes that are too large. If this initialiser failed, the parser would take the size for
        // an input, because the option may stand alone.
        guard parts.count == 2, let columns = parts[0], let rows = parts[1] else { return nil }
        self.init(columns: columns, rows: rows)
    }

    /// Whether it lies between one frame and the largest sheet.
    var isPossible: Bool {
        let range = 1...PreviewOptions.largestSheet
        return range.contains(columns) && range.contains(rows)
    }

    var description: String { "\(columns)x\(rows)" }
}
