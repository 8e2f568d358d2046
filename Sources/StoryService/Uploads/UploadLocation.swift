package import Files
package import Jobs

/// Where the upload of a job lies now: in the watched folder, under any name, or where it was settled.
package struct UploadLocation: Hashable, Sendable {
    /// The watched folder, absolute.
    let folder: String
    /// The upload's path below that folder.
    package let path: RelativePath
    /// The file that is there.
    package let identity: FileIdentity

    /// The absolute path.
    package var absolute: String { Path.resolve(path.text, in: folder) }

    /// Whether it was refused before and its job was retried.
    package var isInFailed: Bool { path.isInside(SettledFolder.failed) }

    /// Looks for the upload of a job. May block on the file system.
    ///
    /// Looks first at the path where the upload was queued, then in that folder for the same file under another name,
    /// then in `failed/` and `done/`. The file it finds is in the same state as when it was queued, except for the
    /// device number, which changes when a disk is mounted again.
    ///
    /// - Returns: nil if the upload is missing or has changed, or if the job is not that of an upload.
    package static func resolve(_ job: Job) -> UploadLocation? {
        guard let source = UploadPayload.source(json: job.payload),
            let tree = try? FolderTree(source.folder)
        else { return nil }
        return resolve(source, job.reference, in: tree)
    }

    package static func resolve(
        _ source: UploadPayload.Source, _ reference: String?, in tree: FolderTree
    ) -> UploadLocation? {
        // If the watch recognised an upload by its content, the reference is newer than the payload.
        let wanted = FileIdentity(reference: reference) ?? source.identity
        if let entry = try? tree.entry(source.path),
            let place = place(entry, source.path, wanted, tree)
        {
            return place
        }
        let folder = source.path.folder
        for folder in [
            folder, folder.moved(below: SettledFolder.failed), folder.moved(below: SettledFolder.done),
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
