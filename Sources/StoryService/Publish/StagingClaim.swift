internal import Files
internal import SystemPackage
internal import Workers

/// A run's claim to its own parts in a staging area: the lock that shows that the run is alive, and the folder to work
/// in.
final class StagingClaim {
    /// The manifest's part, which stands for the run.
    let part: PartName
    /// The locked file that will become the manifest.
    let file: OpenFile
    let directory: StagingDirectory

    private init(_ part: PartName, _ file: consuming OpenFile, _ directory: StagingDirectory) {
        self.part = part
        self.file = file
        self.directory = directory
    }

    /// - Returns: nil if another run took the new parts for those of a dead run and removed them.
    static func make(of stem: String, in area: StagingArea) throws(SystemError) -> StagingClaim? {
        let part = PartName(stem: stem, token: PartName.randomToken(), role: .manifest)
        let directoryPart = part.with(.directory)
        do throws(SystemError) {
            // The story's other files get the same permissions: those that the user's umask leaves.
            let file = try area.folder.create(part.fileName)
            // On a file system without locks, a later run may remove the parts of this one. This run then fails without
            // publishing.
            if file.lock() == .held { return nil }
            if try file.nameCount() == 0 { return nil }
            try area.folder.makeFolder(directoryPart.fileName, permissions: .ownerReadWriteExecute)
            let directory = StagingDirectory(folder: try area.folder.folder(directoryPart.fileName))
            return StagingClaim(part, file, directory)
        } catch {
            area.folder.removeTree(directoryPart.fileName)
            area.folder.remove(part.fileName)
            area.removeIfEmpty()
            throw error
        }
    }
}
