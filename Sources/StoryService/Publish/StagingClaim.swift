internal import Files
internal import Workers

/// A run's claim to parts of its own in a staging area: its lock, which says that the run lives, and the folder to work
/// in.
final class StagingClaim {
    /// The manifest's part, which stands for the run.
    let part: PartName
    /// The file that will be the manifest, and has the lock.
    let file: OpenFile
    let directory: StagingDirectory

    /// - Returns: nil where another run has taken the parts for those of one that died, and removed them.
    init?(of stem: String, in area: StagingArea) throws(SystemError) {
        part = PartName(stem: stem, token: PartName.randomToken(), role: .manifest)
        let directoryPart = part.with(.directory)
        do throws(SystemError) {
            // What the user's umask leaves of its permissions is what the story's other files get, too.
            file = try area.folder.create(part.fileName)
            // Where the file system has no locks, a later run may take this one's parts away, and it fails
            // without publishing.
            if file.lock() == .held { return nil }
            if try file.nameCount() == 0 { return nil }
            try area.folder.makeFolder(directoryPart.fileName, permissions: 0o700)
            directory = StagingDirectory(folder: try area.folder.folder(directoryPart.fileName))
        } catch {
            area.folder.removeTree(directoryPart.fileName)
            area.folder.remove(part.fileName)
            area.removeIfEmpty()
            throw error
        }
    }
}
