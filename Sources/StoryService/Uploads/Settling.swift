package import Files
package import Jobs
internal import Probing
package import SystemPackage
internal import Workers

/// Moves finished uploads out of the way: to `done/`, or to `failed/` with a record of what was wrong.
///
/// A crash can follow any step. While an upload lies in the folder and its job is final, it is not settled; repeating
/// all steps leads to the same end:
///
/// ```
/// record ─▶ sidecar's second name ─▶ upload ─▶ sidecar ─▶ folders on disk ─▶ job forgets the file
/// ```
///
/// The sidecar keeps its first name until the upload has been moved. Otherwise a crash could leave the upload behind
/// without it, and the upload would become another story than its owner asked for.
///
/// All calls may block on the file system and the queue.
package struct Settling {
    let tree: FolderTree
    /// Called before each step. An error that it throws ends the work there.
    private let beforeStep: (Step) throws(SystemError) -> Void

    /// - Parameter tree: the watched folder.
    package init(
        tree: FolderTree, beforeStep: @escaping (Step) throws(SystemError) -> Void = { _ in }
    ) {
        self.tree = tree
        self.beforeStep = beforeStep
    }

    package enum Step: Hashable, Sendable, CaseIterable {
        case record, sidecar, upload, sidecarName, folders
    }

    /// A file to move.
    package struct Item {
        /// Where it lies.
        package let path: RelativePath
        /// Its name as stored; nil if that is UTF-8.
        var storedName: FilePath.Component?
        /// Where it lay when it arrived.
        let original: RelativePath
        /// The record to write beside it.
        package var record: UploadRecord?

        package init(
            _ path: RelativePath, original: RelativePath? = nil, storedName: FilePath.Component? = nil,
            record: UploadRecord? = nil
        ) {
            self.path = path
            self.storedName = storedName
            self.original = original ?? path
            self.record = record
        }
    }

    /// Moves an upload whose story is published.
    ///
    /// - Returns: where it is now.
    @discardableResult
    package func finish(_ item: Item) throws(SystemError) -> RelativePath {
        try move(item, below: SettledFolder.done)
    }

    /// Moves an upload that will not become a story.
    ///
    /// - Returns: where it is now.
    @discardableResult
    package func refuse(_ item: Item) throws(SystemError) -> RelativePath {
        try move(item, below: SettledFolder.failed)
    }

    private func move(_ item: Item, below root: RelativePath) throws(SystemError) -> RelativePath {
        let folder = item.original.folder.moved(below: root)
        try tree.makeFolder(folder)
        let sidecar = sidecar(of: item)
        // A retried upload that is refused again stays where it is.
        let stays = item.path.folder == folder
        let name = stays ? SettledName(item.path.name, number: 1) : try freeName(item, sidecar, in: folder)
        let target = folder.appending(name.upload)

        try beforeStep(.record)
        if let record = item.record {
            let recordName = root == SettledFolder.failed ? name.errorRecord : name.duplicateRecord
            try tree.write(record.json, to: folder.appending(recordName))
        }
        guard !stays else { return target }
        let sidecarTarget = sidecar.map { folder.appending(name.sidecar($0.name, of: item.path.name)) }
        try beforeStep(.sidecar)
        if let sidecar, let sidecarTarget { try tree.link(sidecar, to: sidecarTarget) }
        try beforeStep(.upload)
        try tree.move(item.path, storedName: item.storedName, to: target)
        if item.path.isInside(SettledFolder.failed) {
            tree.remove(item.path.folder.appending(SettledName(item.path.name, number: 1).errorRecord))
        }
        try beforeStep(.sidecarName)
        if let sidecar, let sidecarTarget { try removeFirstName(sidecar, of: sidecarTarget) }
        try beforeStep(.folders)
        try tree.synchronize(folder)
        try tree.synchronize(item.path.folder)
        return target
    }

    /// Removes the first names of sidecars that a crash left behind after their uploads were settled.
    ///
    /// - Parameter sidecars: sidecars in one folder, without an upload there.
    package func removeFirstNames(_ sidecars: [RelativePath], in folder: RelativePath) throws(SystemError) {
        for root in [SettledFolder.done, SettledFolder.failed] where !sidecars.isEmpty {
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
            // If the file has both names already, this removes the first one.
            try tree.move(path, to: target)
        } catch {
            if !error.isMissing { throw error }
        }
    }

    /// The first name that is free, or that an interrupted run has given to this very file.
    private func freeName(
        _ item: Item, _ sidecar: RelativePath?, in folder: RelativePath
    ) throws(SystemError) -> SettledName {
        let own = item.storedName == nil ? try tree.entry(item.path) : nil
        // More than ten thousand uploads with one name are a mistake somewhere else.
        for number in 1...10_000 {
            let name = SettledName(item.original.name, number: number)
            if let taken = try tree.entry(folder.appending(name.upload)) {
                // The upload's own second name: a process died after it gave that name and before it removed the first.
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
        throw SystemError(.fileExists, "link", tree.absolute(folder.appending(item.original.name)))
    }

    /// The sidecar to move along: the upload's own, unless another upload uses it, too.
    private func sidecar(of item: Item) -> RelativePath? {
        guard let (sidecar, _) = UploadName.sidecar(of: item.path, in: tree) else { return nil }
        let isExact = UploadName.sidecarSuffixes.contains { sidecar.name == item.path.name + $0 }
        return isExact || !hasSibling(item.path) ? sidecar : nil
    }

    /// The extensions that cameras and phones give to the parts of one picture.
    private static let extensions = [
        "mov", "mp4", "m4v", "heic", "heif", "jpg", "jpeg", "png", "webp", "gif", "avif", "webm", "mkv",
    ]

    /// Whether another upload has the same stem. Tries names instead of reading the folder, which may hold many
    /// thousands.
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
    ///   - first: where the upload lay that the job was made for; nil if that is this upload.
    /// - Returns: where it is now.
    package func settle(_ path: RelativePath, _ job: Job, duplicateOf first: RelativePath? = nil)
        throws(SystemError) -> RelativePath
    {
        let original =
            path.isInside(SettledFolder.failed)
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
enum UploadSettling {
    /// Moves the upload of a final job to where it belongs, and makes the job forget it: if the same file is brought
    /// back, it is a new upload. Does nothing for other jobs. May be called any number of times.
    ///
    /// May block on the file system and the queue.
    ///
    /// - Parameter onlyInFailed: whether to leave uploads in the folder itself alone, because another process may be
    ///   watching it.
    /// - Returns: where the upload is now, absolute; nil if it was not there.
    /// - Throws: ``MediaError`` if the upload cannot be moved, ``JobStoreError``.
    @discardableResult
    static func settle(
        _ job: Job, in store: any JobStore, onlyInFailed: Bool = false
    ) throws -> String? {
        guard job.state.isFinal, let source = UploadPayload.source(json: job.payload),
            let tree = try? FolderTree(source.folder)
        else { return nil }
        let place = UploadLocation.resolve(source, job.reference, in: tree)
        if onlyInFailed, place?.isInFailed != true { return nil }
        var settled: String?
        if let place, !place.path.isInside(SettledFolder.done) {
            do throws(SystemError) {
                settled = tree.absolute(try Settling(tree: tree).settle(place.path, job))
            } catch {
                // Another process has moved it in the meantime.
                if !error.isMissing { throw MediaError(writing: error, as: place.absolute) }
            }
        }
        if FileIdentity(reference: job.reference) != nil { try store.setReference(nil, of: job.id) }
        return settled
    }
}
