import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The terminal window that shows standard error.
enum Terminal {
    /// Whether standard error is a terminal that can move its cursor.
    static let isPresent =
        isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"

    /// Columns; 80 if the window does not say.
    static var width: Int {
        let columns = size.ws_col
        return columns > 0 ? Int(columns) : 80
    }

    /// Lines; 24 if the window does not say.
    static var height: Int {
        let rows = size.ws_row
        return rows > 0 ? Int(rows) : 24
    }

    /// The beginning of a line, cut so that it surely does not wrap: characters that may be two columns wide, such as
    /// Chinese ones and emoji, count as two (Unicode Standard Annex 11).
    static func cut(_ line: String) -> String {
        var columns = 0
        let width = width
        return String(
            line.prefix { character in
                columns += (character.unicodeScalars.first?.value ?? 0) < 0x1100 ? 1 : 2
                return columns <= width
            })
    }

    /// Zeros if there is no window.
    private static var size: winsize {
        var size = winsize()
        return unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 ? size : winsize()
    }

    /// Moves to the line's beginning and clears the line (ECMA-48, 8.3.41 EL).
    static let clearLine = "\r\u{1B}[2K"

    /// Moves up by a number of lines and clears everything from there (ECMA-48, 8.3.22 CUU and 8.3.39 ED).
    static func clear(linesAbove count: Int) -> String {
        count > 0 ? "\u{1B}[\(count)A\u{1B}[J" : ""
    }
}
