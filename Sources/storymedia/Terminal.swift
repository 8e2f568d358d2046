import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The window that standard error is shown in.
enum Terminal {
    /// Whether there is one, and it can move its cursor.
    static let isPresent =
        isatty(STDERR_FILENO) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"

    /// Columns; 80 where the window does not say.
    static var width: Int {
        let columns = size.ws_col
        return columns > 0 ? Int(columns) : 80
    }

    /// Lines; 24 where the window does not say.
    static var height: Int {
        let rows = size.ws_row
        return rows > 0 ? Int(rows) : 24
    }

    /// The beginning of a line, as far as it surely does not wrap: what may be two columns wide, as
    /// Chinese characters and emoji are, is taken to be (Unicode Standard Annex 11).
    static func cut(_ line: String) -> String {
        var columns = 0
        let width = width
        return String(
            line.prefix { character in
                columns += (character.unicodeScalars.first?.value ?? 0) < 0x1100 ? 1 : 2
                return columns <= width
            })
    }

    /// Zeros where there is no window.
    private static var size: winsize {
        var size = winsize()
        return unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0 ? size : winsize()
    }

    /// Goes to the line's beginning and empties it (ECMA-48, 8.3.41 EL).
    static let clearLine = "\r\u{1B}[2K"

    /// Goes up so many lines and empties all from there (ECMA-48, 8.3.22 CUU and 8.3.39 ED).
    static func clear(linesAbove count: Int) -> String {
        count > 0 ? "\u{1B}[\(count)A\u{1B}[J" : ""
    }
}
