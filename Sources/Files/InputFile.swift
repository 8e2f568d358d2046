/// A file that is read, open from the moment when it was found good to be read.
///
/// Reads always go to that file, even if its name leads to another one by then.
public final class InputFile: Sendable {
    package let file: OpenFile
    /// What the file system said of it when it was opened.
    package let status: FileStatus

    /// - Throws: ``SystemError``; where it is no regular file, ``NotRegular``.
    package init(_ file: consuming OpenFile) throws {
        status = try file.status()
        self.file = file
        if !status.isRegular { throw NotRegular(isFolder: status.isFolder) }
    }

    /// A name that leads to no regular file.
    package struct NotRegular: Error {
        package let isFolder: Bool
    }

    /// Whether it is what has a name.
    package func isSame(as entry: FolderEntry) -> Bool {
        entry.kind == .file && entry.status.isSameFile(as: status)
    }

    /// Where it lies as the operating system knows it; for handing it to another process.
    package var descriptor: Int32 { file.descriptor }
}
