package import Files
internal import SystemPackage

/// The hidden folder in which the files of one story are made.
///
/// Workers never open it. Their parent makes the files in it and hands descriptors over (``StagedOutputs``).
package struct StagingDirectory: Sendable {
    package let folder: HeldFolder

    package init(folder: HeldFolder) {
        self.folder = folder
    }

    /// Makes a file that only this user can read and write until it is published.
    ///
    /// Corresponds to `openat(2)` with `O_CREAT`, `O_EXCL` and `O_NOFOLLOW`.
    func create(_ file: StagedFile) throws(SystemError) -> OpenFile {
        try folder.create(file.name, permissions: .ownerReadWrite)
    }

    /// Opens a file for reading.
    ///
    /// - Throws: ``SystemError``, of code `tooManySymbolicLinkLevels` if it is a symbolic link, of code
    ///   `invalidArgument` if it is not a regular file or has several names.
    package func open(_ file: StagedFile) throws(SystemError) -> OpenFile {
        let opened = try folder.open(file.name)
        guard try opened.status().isRegular, try opened.nameCount() == 1 else {
            throw SystemError(.invalidArgument, "fstat", opened.path)
        }
        return opened
    }

    func remove(_ file: StagedFile) { folder.remove(file.name) }
}
