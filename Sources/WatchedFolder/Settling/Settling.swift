internal import Files
public import Jobs
internal import Probing
internal import Workers

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Moves uploads whose fate is decided out of the way: to `done/`, or to `failed/` with a record of
/// what was wrong.
///
/// Every step can be the last one before a crash. As long as an upload lies in the folder and its job
/// is final, it is not settled, and doing all of it again leads to the same end:
///
/// ```
/// record ─▶ sidecar's second name ─▶ upload ─▶ sidecar ─▶ folders on disk ─▶ job forgets the file
/// ```
///
/// The sidecar keeps its first name until the upload has gone: an upload that a crash left behind
/// without it would become another story than the one that was asked for.
///
/// All calls may block on the file system and the queue.
struct Settling {
    let tree: FolderTree
    /// Called before each step; what it throws ends the work there.
    var beforeStep: (Step) throws(SystemError) -> Void = { _ in }

    enum Step: Hashable, Sendable, CaseIterable {
        case record, sidecar, upload, sidecarName, folders
    }

    /// Something to be moved.
    struct Item {
        /// Where it lies.
        let path: RelativePath
        /// Its name as it is stored, where that is no UTF-8.
        var nameBytes: [UInt8]?
        /// Where it lay when it came in.
        let original: RelativePath
        /// What is to be said about it.
        var record: UploadRecord?

        init(
            _ path: RelativePath, original: RelativePath? = nil, nameBytes: [UInt8]? = nil,
            record: UploadRecord? = nil
        ) {
            self.path = path
            self.nameBytes = nameBytes
            self.original = original ?? path
            self.record = record
        }
    }

    /// Moves an upload whose story is published.
    ///
    /// - Returns: where it is now.
    @discardableResult
    func finish(_ item: Item) throws(SystemError) -> RelativePath {
        try move(item, below: WatchedFolder.done)
    }

    /// Moves an upload that will be no story.
    ///
    /// - Returns: where it is now.
    @discardableResult
    func refuse(_ item: Item) throws(SystemError) -> RelativePath {
        try move(item, below: WatchedFolder.failed)
    }

    private func move(_ item: Item, below root: RelativePath) throws(SystemError) -> RelativePath {
        let folder = item.original.folder.moved(below: root)
        try tree.makeFolder(folder)
        let sidecar = sidecar(of: item)
        // A retried upload that was refused again is where it belongs.
        let stays = item.path.folder == folder
        let name = stays ? SettledName(item.path.name, number: 1) : try freeName(item, sidecar, in: folder)
        let target = folder.appending(name.upload)

        try beforeStep(.record)
        if let record = item.record {
            let recordName = root == WatchedFolder.failed ? name.errorRecord : name.duplicateRecord
            try tree.write(record.json, to: folder.appending(recordName))
        }
        guard !stays else { return target }
        let sidecarTarget = sidecar.map { folder.appending(name.sidecar($0.name, of: item.path.name)) }
        try beforeStep(.sidecar)
        if let sidecar, let sidecarTarget { try tree.link(sidecar, to: sidecarTarget) }
        try beforeStep(.upload)
        try tree.move(item.path, nameBytes: item.nameBytes, to: target)
        if item.path.isInside(WatchedFolder.failed) {
            tree.remove(item.path.folder.appending(SettledName(item.path.name, number: 1).errorRecord))
        }
        try beforeStep(.sidecarName)
        if let sidecar, let sidecarTarget { try removeFirstName(sidecar, of: sidecarTarget) }
        try beforeStep(.folders)
        try tree.synchronize(folder)
        try tree.synchronize(item.path.folder)
        return target
    }

    /// Removes the names that a crash has left sidecars whose uploads are settled.
    ///
    /// - Parameter sidecars: in one folder, their uploads there no more.
    func removeFirstNames(_ sidecars: [RelativePath], in folder: RelativePath) throws(SystemError) {
        for root in [WatchedFolder.done, WatchedFolder.failed] where !sidecars.isEmpty {
            let target = folder.moved(below: root)
            guard try tree.entry(target)?.kind == .folder else { continue }
            let entries = try tree.entries(of: target)
            for sidecar in sidecars {
                guard let own = try tree.entry(sidecar),
                    let other = entries.first(where: { $0.status.isSameFile(as: own.status) }),
                    let name = other.name
                else { continue }
                try removeFirstName(sidecar, of: target.appending(name))
            }
        }
    }

    private func removeFirstName(_ path: RelativePath, of target: RelativePath) throws(SystemError) {
        do throws(SystemError) {
            // Of a file that has both names already this removes the first.
            try tree.move(path, to: target)
        } catch {
            if !error.isMissing { throw error }
        }
    }

    /// The first name under which nothing lies but what an interrupted run has put there.
    private func freeName(
        _ item: Item, _ sidecar: RelativePath?, in folder: RelativePath
    ) throws(SystemError) -> SettledName {
        let own = item.nameBytes == nil ? try tree.entry(item.path) : nil
        // More than ten thousand uploads of one name are a mistake somewhere else.
        for number in 1...10_000 {
            let name = SettledName(item.original.name, number: number)
            if let taken = try tree.entry(folder.appending(name.upload)) {
                // Its second name: a process died between giving that and taking the first.
                guard let own, own.kind == .file, own.status.isSameFile(as: taken.status) else { continue }
            }
            if let sidecar {
                let target = folder.appending(name.sidecar(sidecar.name, of: item.path.name))
                if let taken = try tree.entry(target) {
                    guard let own = try tree.entry(sidecar), own.status.isSameFile(as: taken.status) else {
                        continue
                    }
                }
            }
            return name
        }
        throw SystemError(EEXIST, "link", tree.absolute(folder.appending(item.original.name)))
    }

    /// The sidecar that goes along: the upload's own, unless another upload uses it, too.
    private func sidecar(of item: Item) -> RelativePath? {
        guard let (sidecar, _) = UploadStory.sidecar(of: item.path, in: tree) else { return nil }
        let isExact = UploadName.sidecarSuffixes.contains { sidecar.name == item.path.name + $0 }
        return isExact || !hasSibling(item.path) ? sidecar : nil
    }

    /// What cameras and phones give the parts of one picture.
    private static let extensions = [
        "mov", "mp4", "m4v", "heic", "heif", "jpg", "jpeg", "png", "webp", "gif", "avif", "webm", "mkv",
    ]

    /// Whether another upload has the same stem. Names are tried instead of read from the folder,
    /// which may have many thousands.
    private func hasSibling(_ path: RelativePath) -> Bool {
        let stem = UploadName.stem(of: path.name)
        return Self.extensions.flatMap { [$0, $0.uppercased()] }.contains { suffix in
            let sibling = path.folder.appending("\(stem).\(suffix)")
            return sibling != path && (try? tree.entry(sibling)) != nil
        }
    }
}

extension Settling {
    /// Settles an upload whose job is final.
    ///
    /// - Parameters:
    ///   - path: where it lies.
    ///   - first: where the upload lay that the job was made for, if that is another one.
    /// - Returns: where it is now.
    func settle(_ path: RelativePath, _ job: Job, duplicateOf first: RelativePath? = nil)
        throws(SystemError) -> RelativePath
    {
        let original =
            path.isInside(WatchedFolder.failed)
            ? RelativePath(path.parts.dropFirst().joined(separator: "/")) : path
        guard job.state == .completed else {
            let record = UploadRecord(job, input: original, duplicateOf: first)
            return try refuse(Item(path, original: original, record: record))
        }
        let record = first.map { first in
            UploadRecord(
                input: original, job: job.id, code: "duplicate",
                message: "Another upload with the same content became this story.", duplicateOf: first)
        }
        return try finish(Item(path, original: original, record: record))
    }
}

/// Settles the upload of a job, for the job's runner.
public enum UploadSettling {
    /// Moves the upload of a final job to where it belongs, and makes the job forget it, so that the
    /// same file is a new upload if it is brought back. Does nothing for other jobs and may be
    /// called any number of times.
    ///
    /// May block on the file system and the queue.
    ///
    /// - Parameter onlyInFailed: whether to leave alone what lies in the folder itself, where
    ///   another process may be watching it.
    /// - Returns: where the upload is now, absolute; nil where it lies there no more.
    /// - Throws: ``MediaError`` where it cannot be moved, ``JobStoreError``.
    @discardableResult
    public static func settle(
        _ job: Job, in store: any JobStore, onlyInFailed: Bool = false
    ) throws -> String? {
        guard job.state.isFinal, let source = UploadPayload.source(json: job.payload),
            let tree = try? FolderTree(source.folder)
        else { return nil }
        let place = UploadLocation.resolve(source, job.reference, in: tree)
        if onlyInFailed, place?.isInFailed != true { return nil }
        var settled: String?
        if let place, !place.path.isInside(WatchedFolder.done) {
            do throws(SystemError) {
                settled = tree.absolute(try Settling(tree: tree).settle(place.path, job))
            } catch {
                // Another process has moved it since.
                if !error.isMissing { throw MediaError(writing: error, as: place.absolute) }
            }
        }
        if FileIdentity(reference: job.reference) != nil { try store.setReference(nil, of: job.id) }
        return settled
    }
}
