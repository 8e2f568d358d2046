package import SystemPackage

/// A failed system call.
package struct SystemError: Error, Hashable {
    package let code: Errno
    package let call: String
    package let path: String

    package init(_ code: Errno, _ call: String, _ path: String) {
        self.code = code
        self.call = call
        self.path = path
    }

    /// Runs `body`. If it throws, adds to its error which call failed, and on which file.
    static func naming<R>(
        _ call: String, _ path: @autoclosure () -> String, _ body: () throws(Errno) -> R
    ) throws(SystemError) -> R {
        do throws(Errno) {
            return try body()
        } catch {
            throw SystemError(error, call, path())
        }
    }

    package var isMissing: Bool { code == .noSuchFileOrDirectory || code == .notDirectory }
    package var isExisting: Bool { code == .fileExists }
    /// Whether a file cannot be moved because the target is on another file system.
    package var isOtherDisk: Bool { code == .improperLink }
    /// Whether the name leads to a symbolic link or a socket, which cannot be opened as a file.
    package var isOtherKind: Bool { code == .tooManySymbolicLinkLevels || code == .noSuchAddressOrDevice }
    /// Whether the file system has no hard links.
    package var isUnsupported: Bool {
        [.notPermitted, .notSupportedOnSocket, .noFunction, .tooManyLinks].contains(code)
    }

    /// The system's text for the code.
    ///
    /// Corresponds to `strerror`.
    package var text: String { code.description }
}
