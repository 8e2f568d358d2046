internal import Files
internal import Probing
internal import SystemPackage
internal import Workers

/// Publishes a story whose files are ready: gives the files their names.
///
/// The manifest is the commit: a story exists when its manifest does. A reader that opens the files that a manifest
/// names, and compares their hashes with the manifest, sees one complete story or none.
///
/// ```
/// new:       begin ─▶ videos and covers ─▶ manifest
/// replacing: begin ─▶ old manifest goes ─▶ videos and covers, old ones kept aside ─▶ manifest
/// ```
///
/// A publication that fails half-way is rolled back. If the process is killed half-way, the next run of the same name
/// completes the publication from its record (``StagingRecovery``).
struct Publication: Sendable {
    /// A file and its final name.
    struct Item: Sendable {
        let staged: StagedFile
        let file: Manifest.File
        /// The file itself. It is held open so that no other file can take its inode and receive its name. Nil if the
        /// file is lost and cannot be published.
        let content: InputFile?
    }

    /// One change to the folders. A run can be killed after any of them.
    enum Step: Hashable, Sendable {
        /// From here on, the next run completes what this run leaves undone.
        case begin
        /// Takes the old manifest away.
        case withdraw
        /// Gives the old file that has an item's name a second name.
        case keep(Int)
        /// Gives an item its name.
        case place(Int)
        /// Gives the manifest its name.
        case commit
    }

    let names: OutputNames
    let area: StagingArea
    /// The manifest's part, which stands for the run.
    let part: PartName
    let staged: HeldFolder
    /// The folder that keeps the files of an earlier story; nil if this publication replaces none.
    let former: HeldFolder?
    let items: [Item]
    /// Which files may be replaced, and no others ever are; and which to remove afterwards.
    let record: PublicationRecord
    private var output: HeldFolder { area.output }

    init(
        _ names: OutputNames, area: StagingArea, part: PartName, staged: HeldFolder, former: HeldFolder?,
        items: [Item], record: PublicationRecord
    ) {
        self.names = names
        self.area = area
        self.part = part
        self.staged = staged
        self.former = former
        self.items = items
        self.record = record
    }

    /// All steps, in this order.
    var steps: [Step] {
        var steps = [Step.begin]
        if record.replaced.contains(names.manifest) { steps.append(.withdraw) }
        for (index, item) in items.enumerated() {
            if record.replaced.contains(item.file.name) { steps.append(.keep(index)) }
            steps.append(.place(index))
        }
        return steps + [.commit]
    }

    /// Publishes everything with a few file system calls, without waiting for the disk.
    ///
    /// If a step fails, restores the earlier state.
    func place() throws(MediaError) {
        do throws(SystemError) {
            // Two runs that replace the same story take turns.
            try area.whileLocked { () throws(SystemError) in
                do throws(SystemError) {
                    for step in steps { try perform(step) }
                } catch {
                    takeBack()
                    throw error
                }
            }
        } catch {
            throw MediaError(writing: error, as: error.path)
        }
    }

    /// Does one step, unless it is done already.
    func perform(_ step: Step) throws(SystemError) {
        switch step {
        case .begin:
            // A run without a key has no record, so no later run can complete it.
            if try area.folder.entry(name(.record)) != nil {
                try area.folder.rename(name(.record), to: name(.commit), in: area.folder)
            }
        case .withdraw:
            if let former, try output.entry(names.manifest) != nil {
                try output.rename(names.manifest, to: Self.formerManifest, in: former)
            }
        case .keep(let index): try keep(items[index])
        case .place(let index): try place(items[index])
        case .commit: try area.folder.give(name(.manifest), to: names.manifest, in: output)
        }
    }

    private func keep(_ item: Item) throws(SystemError) {
        let name = item.file.name
        guard let former, let there = try output.entry(name), !item.is(there),
            try former.entry(item.staged.name) == nil
        else { return }
        do throws(SystemError) {
            try output.link(name, to: item.staged.name, in: former)
        } catch {
            guard error.isUnsupported else { throw error }
            try output.rename(name, to: item.staged.name, in: former)
        }
    }

    private func place(_ item: Item) throws(SystemError) {
        let name = item.file.name
        if let there = try output.entry(name) {
            if item.is(there) { return }
            guard record.replaced.contains(name) else {
                throw SystemError(.fileExists, "link", output.path(of: name))
            }
            try staged.rename(item.staged.name, to: name, in: output)
        } else {
            try staged.give(item.staged.name, to: name, in: output)
        }
        // Another process may have replaced the file after it was checked.
        guard let there = try output.entry(name), item.is(there) else {
            throw SystemError(.staleNFSFileHandle, "link", output.path(of: name))
        }
    }

    /// Restores the earlier state as far as possible. Goes by the files that exist, so that it can follow any step.
    func takeBack() {
        for item in items {
            let name = item.file.name
            let there = (try? output.entry(name)) ?? nil
            if let there, let own = (try? staged.entry(item.staged.name)) ?? nil {
                // Both names belong to this run, even if another process has swapped the file.
                if there.status.isSameFile(as: own.status) { output.remove(name) }
            } else if let there, item.is(there) {
                try? output.rename(name, to: item.staged.name, in: staged)
            }
            guard let former, let old = (try? former.entry(item.staged.name)) ?? nil else { continue }
            if there?.status.isSameFile(as: old.status) == true {
                former.remove(item.staged.name)
            } else {
                try? former.rename(item.staged.name, to: name, in: output)
            }
        }
        if let former, ((try? former.entry(Self.formerManifest)) ?? nil) != nil {
            try? former.give(Self.formerManifest, to: names.manifest, in: output)
            former.remove(Self.formerManifest)
        }
        for role in [PartName.Role.record, .commit] { area.folder.remove(name(role)) }
    }

    /// Removes files of an earlier story that have no successor, unless they were changed.
    func removeSuperseded() {
        let kept = Set(items.map(\.file.name))
        for file in record.superseded where !kept.contains(file.name) && file.isUnchanged(in: output) {
            output.remove(file.name)
        }
    }

    /// The name of the old manifest among the old files.
    private static let formerManifest = "manifest.json"

    private func name(_ role: PartName.Role) -> String { part.with(role).fileName }
}

extension Publication.Item {
    /// Whether the item is the file with this name.
    fileprivate func `is`(_ entry: FolderEntry) -> Bool {
        content?.isSame(as: entry) ?? false
    }
}
