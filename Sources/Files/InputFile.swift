package import SystemPackage

/// An open input file that was found to be regular.
///
/// Reads always go to this file, even if its name leads to another one by then.
public final class InputFile: Sendable {
    package let file: OpenFile
    /// The file's status when it was opened.
    package let status: FileStatus

    /// - Throws: ``SystemError``, or ``NotRegular`` if it is not a regular file.
    package init(_ file: consuming OpenFile) throws {
        status = try file.status()
        self.file = file
        if !status.isRegular { throw NotRegular(isFolder: status.isFolder) }
    }

    /// The path does not lead to a regular file.
    package struct NotRegular: Error {
        package let isFolder: Bool
    }

    /// Whether a folder's entry is this file.
    package func isSame(as entry: FolderEntry) -> Bool {
        entry.kind == .file && entry.status.isSameFile(as: status)
    }

    /// The file's descriptor, to hand to another process.
    package var descriptor: FileDescriptor { file.descriptor }
}
