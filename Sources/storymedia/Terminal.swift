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
        var size = winsize()
        guard unsafe ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Goes to the line's beginning and empties it (ECMA-48, 8.3.41 EL).
    static let clearLine = "\r\u{1B}[2K"
}
