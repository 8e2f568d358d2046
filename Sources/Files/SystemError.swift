#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A failed system call.
package struct SystemError: Error, Hashable {
    /// The value of `errno`.
    package let code: Int32
    package let call: String
    package let path: String

    /// Reads `errno`. Make it before any other call.
    package init(_ call: String, _ path: String) {
        self.init(errno, call, path)
    }

    package init(_ code: Int32, _ call: String, _ path: String) {
        self.code = code
        self.call = call
        self.path = path
    }

    package var isMissing: Bool { code == ENOENT || code == ENOTDIR }
    package var isExisting: Bool { code == EEXIST }
    /// Whether a file cannot be moved because the target is on another file system.
    package var isOtherDisk: Bool { code == EXDEV }
    /// Whether the name leads to a symbolic link or a socket, which cannot be opened as a file.
    package var isOtherKind: Bool { code == ELOOP || code == ENXIO }
    /// Whether the file system has no hard links.
    package var isUnsupported: Bool {
        code == EPERM || code == EOPNOTSUPP || code == ENOSYS || code == EMLINK
    }

    /// The system's text for the code.
    ///
    /// Corresponds to `strerror`.
    package var text: String { unsafe String(cString: strerror(code)) }
}
