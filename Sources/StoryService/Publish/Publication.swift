internal import Files
internal import Probing
internal import Workers

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// What gives a story's files their names, everything else having been done.
///
/// The manifest is the commit: a story is there when its manifest is. A reader that opens the files that a manifest
/// names, and compares their hashes with it, sees one whole story or none.
///
/// ```
/// new:       begin ─▶ videos and covers ─▶ manifest
/// replacing: begin ─▶ old manifest goes ─▶ videos and covers, old ones kept aside ─▶ manifest
/// ```
///
/// What fails half-way is taken back. What is killed half-way is completed from its record by the next run of the same
/// name (``StagingRecovery``).
struct Publication: Sendable {
    /// A file and what it will be called.
    struct Item: Sendable {
        let staged: StagedFile
        let file: Manifest.File
        /// The file itself, open, so that no other can have its place on the disk: no other gets its name. Nil where it
        /// is lost, and can get none.
        let content: InputFile?
    }

    /// One change of the folders, after any of which a run can be killed.
    enum Step: Hashable, Sendable {
        /// From now on the next run goes on where this one stops.
        case begin
        /// Takes the old manifest away.
        case withdraw
        /// Gives the old file under an item's name a second one.
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
    /// Where the files of an earlier story wait; nil where none is replaced.
    let former: HeldFolder?
    let items: [Item]
    /// What may be replaced, and nothing else ever is; and what goes afterwards.
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

    /// Everything that has to be done, in this order.
    var steps: [Step] {
        var steps = [Step.begin]
        if record.replaced.contains(names.manifest) { steps.append(.withdraw) }
        for (index, item) in items.enumerated() {
            if record.replaced.contains(item.file.name) { steps.append(.keep(index)) }
            steps.append(.place(index))
        }
        return steps + [.commit]
    }

    /// Makes everything visible. A few calls of the file system, and no waiting for the disk.
    ///
    /// If that fails half-way, everything is as before.
    func place() throws(MediaError) {
        do throws(SystemError) {
            // Two runs that replace the same story do so one after the other.
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
            // Without a key there is no record; then no run goes on.
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
                throw SystemError(EEXIST, "link", output.path(of: name))
            }
            try staged.rename(item.staged.name, to: name, in: output)
        } else {
            try staged.give(item.staged.name, to: name, in: output)
        }
        // Another file may have been put in the place of the one that was looked at.
        guard let there = try output.entry(name), item.is(there) else {
            throw SystemError(ESTALE, "link", output.path(of: name))
        }
    }

    /// Makes everything as it was before, as far as that is possible. Looks at what is there, so that it may follow any
    /// step.
    func takeBack() {
        for item in items {
            let name = item.file.name
            let there = (try? output.entry(name)) ?? nil
            if let there, let own = (try? staged.entry(item.staged.name)) ?? nil {
                // Both names are this run's, be it of a file that was put in the place of the one to be published.
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

    /// What the old manifest is called among the old files.
    private static let formerManifest = "manifest.json"

    private func name(_ role: PartName.Role) -> String { part.with(role).fileName }
}

extension Publication.Item {
    /// Whether it is what has a name.
    fileprivate func `is`(_ entry: FolderEntry) -> Bool {
        content?.isSame(as: entry) ?? false
    }
}
