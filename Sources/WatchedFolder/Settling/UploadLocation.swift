public import Files
public import Jobs

/// Where the upload of a job lies now: in the watched folder, under whatever name, or where it was
/// settled.
public struct UploadLocation: Hashable, Sendable {
    /// The folder that is watched, absolute.
    let folder: String
    /// Below it.
    public let path: RelativePath
    /// What is there.
    public let identity: FileIdentity

    /// The whole path.
    public var absolute: String { Path.resolve(path.text, in: folder) }

    /// Whether it was refused before, and another attempt was asked for.
    var isInFailed: Bool { path.isInside(WatchedFolder.failed) }

    /// Looks for the upload of a job; may block on the file system.
    ///
    /// Looks at the place where it was taken, then in that folder for the same file under another
    /// name, then in `failed/` and `done/`. What is found has the state in which it was taken, but
    /// for the device's number, which changes when a disk is mounted anew.
    ///
    /// - Returns: nil where it is not there, was changed, or the job is not that of an upload.
    public static func resolve(_ job: Job) -> UploadLocation? {
        guard let source = UploadPayload.source(json: job.payload),
            let tree = try? FolderTree(source.folder)
        else { return nil }
        return resolve(source, job.reference, in: tree)
    }

    static func resolve(
        _ source: UploadPayload.Source, _ reference: String?, in tree: FolderTree
    ) -> UploadLocation? {
        // The reference is the newer of the two where an upload was recognised by its content.
        let wanted = FileIdentity(reference: reference) ?? source.identity
        if let entry = try? tree.entry(source.path),
            let place = place(entry, source.path, wanted, tree)
        {
            return place
        }
        let folder = source.path.folder
        for folder in [
            folder, folder.moved(below: WatchedFolder.failed), folder.moved(below: WatchedFolder.done),
        ] {
            for entry in (try? tree.entries(of: folder)) ?? [] {
                guard let name = entry.name else { continue }
                if let place = place(entry, folder.appending(name), wanted, tree) { return place }
            }
        }
        return nil
    }

    private static func place(
        _ entry: FolderEntry, _ path: RelativePath, _ wanted: FileIdentity, _ tree: FolderTree
    ) -> UploadLocation? {
        let identity = FileIdentity(entry.status)
        guard entry.kind == .file, identity.isSameFile(as: wanted) else { return nil }
        return UploadLocation(folder: tree.path, path: path, identity: identity)
    }
}
