#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Why a file cannot be read, without its name.
public struct MediaFileError: Error, Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case missing
        case folder
        /// A pipe, a socket or a device.
        case notRegular
        /// The file exists, but the operating system refuses to open or read it.
        case unreadable
    }

    public let kind: Kind
    /// A sentence for a person.
    public let message: String
    /// The system's error number (`errno`).
    let number: Int32

    init(_ kind: Kind, _ message: String, number: Int32) {
        self.kind = kind
        self.message = message
        self.number = number
    }

    /// Translates the error of a failed `open(2)`, `fstat(2)` or `pread(2)`.
    init(_ number: Int32) {
        switch number {
        // A path with a file in place of a folder, or longer than any path may be, names no file.
        case ENOENT, ENOTDIR, ENAMETOOLONG:
            self.init(.missing, "There is no such file.", number: number)
        // Sockets cannot be opened, and devices may have nothing behind them.
        case ENXIO, ENODEV: self.init(.notRegular, "This is no regular file.", number: number)
        default:
            let reason = unsafe strerror(number).map { unsafe String(cString: $0) } ?? "error \(number)"
            self.init(.unreadable, "The file cannot be read: \(reason).", number: number)
        }
    }
}
