internal import Files
internal import StoryService

/// Scanning the folder.
extension WatchLoop {
    /// Scans the whole folder.
    func scanAll(at now: Instant) {
        let isWhole = scan(.root, at: now, isDeep: true)
        if isWhole { reconcile(at: now) }
    }

    /// Scans a folder and its new subfolders.
    ///
    /// - Parameter isDeep: whether to scan all its subfolders.
    /// - Returns: whether everything could be scanned.
    @discardableResult
    func scan(_ path: RelativePath, at now: Instant, isDeep: Bool = false) -> Bool {
        var isWhole = true
        var rest = [path]
        while let next = rest.popLast() {
            if control.isStopped { return false }
            var below: [RelativePath] = []
            if !scan(next, at: now, isDeep: isDeep, below: &below) { isWhole = false }
            rest += below
        }
        return isWhole
    }

    /// Scans one folder without its subfolders.
    ///
    /// - Parameter below: gets the subfolders to scan next.
    /// - Returns: whether everything could be scanned.
    private func scan(
        _ path: RelativePath, at now: Instant, isDeep: Bool, below: inout [RelativePath]
    ) -> Bool {
        guard path == .root || (options.isRecursive && isUploadFolder(path)) else { return true }
        let depth = path.parts.count
        guard depth <= Self.maximumDepth else {
            passOver(path, "It lies \(depth) folders deep; the limit is \(Self.maximumDepth).")
            return true
        }
        let isNew = folders.insert(path).inserted
        // Before the folder is read, so that no change in between is missed.
        if isNew || isDeep, let mode = events.add(path, in: tree) { report(.mode(path, mode)) }
        let entries: [FolderEntry]
        do throws(SystemError) {
            entries = try tree.entries(of: path)
        } catch {
            if error.isMissing || error.isOtherKind { return forget(path, at: now) }
            complain(error)
            return false
        }
        readDefaultStory(path, entries)
        var seen: Set<RelativePath> = []
        var sidecars: [RelativePath: FileIdentity] = [:]
        for entry in entries {
            if control.isStopped { return false }
            guard let name = entry.name else {
                if entry.kind == .folder {
                    if !options.isRecursive || UploadName(entry.repairedName) == .ignored { continue }
                    passOver(path.appending(entry.repairedName), "Its name is not valid UTF-8. Rename it.")
                } else {
                    refuseUnreadable(entry, in: path)
                }
                continue
            }
            let child = path.appending(name)
            switch (entry.kind, UploadName(name)) {
            case (_, .ignored): break
            case (.folder, _):
                guard options.isRecursive, folder.isWatched(child),
                    isDeep || isNew || !folders.contains(child)
                else { break }
                below.append(child)
            case (.file, .story): sidecars[child] = FileIdentity(entry.status)
            case (_, .story): break
            case (_, .upload):
                seen.insert(child)
                see(entry, child, at: now, isClosed: false)
            }
        }
        if isNew { removeFirstNames(of: sidecars.keys.map(\.self), in: path, uploads: seen) }
        noteUnused(sidecars.keys.map(\.self), in: path, uploads: seen, at: now)
        for upload in ledger.paths(in: path) {
            if !seen.contains(upload) {
                missing[upload] = missing[upload] ?? now + Self.renameGrace
            } else {
                compareSidecar(of: upload, sidecars, at: now)
            }
        }
        return true
    }

    /// How deep uploads may lie. In a deeper folder, systems would have no room for their names in a path (`PATH_MAX`),
    /// and a scan takes longer with each level.
    static let maximumDepth = 64

    /// How many skipped folders the watch reports.
    private static let maximumPassedOver = 1_000

    /// Reports once that the watch skips a folder.
    private func passOver(_ path: RelativePath, _ reason: String) {
        guard passedOver.count <= Self.maximumPassedOver, passedOver.insert(path).inserted else { return }
        report(
            .trouble(
                passedOver.count <= Self.maximumPassedOver
                    ? "\(path): \(reason) Its contents are skipped."
                    : "More folders are skipped, but not listed."))
    }

    /// How far apart in time the two halves of a move may be.
    static let renameGrace = Duration.seconds(1)

    private func isUploadFolder(_ path: RelativePath) -> Bool {
        var current = path
        while current != .root {
            guard folder.isWatched(current) else { return false }
            current = current.folder
        }
        return true
    }

    /// Forgets a folder that is gone, with all that was in it.
    private func forget(_ path: RelativePath, at now: Instant) -> Bool {
        events.remove(path)
        folders = folders.filter { !$0.isInside(path) }
        assets = assets.filter { !$0.key.isInside(path) }
        passedOver = passedOver.filter { !$0.isInside(path) }
        unused = unused.filter { !$0.key.isInside(path) }
        for folder in ledger.folders(inside: path) {
            for upload in ledger.paths(in: folder) {
                missing[upload] = missing[upload] ?? now + Self.renameGrace
            }
        }
        return true
    }

    /// Looks at the one file that a hint names.
    func see(_ path: RelativePath, at now: Instant, isClosed: Bool) {
        guard folders.contains(path.folder) else { return }
        if UploadName(path.name) == .story { return scan(path.folder, at: now).ignored() }
        guard UploadName(path.name) == .upload else { return }
        do throws(SystemError) {
            if let entry = try tree.entry(path) {
                see(entry, path, at: now, isClosed: isClosed)
            } else if ledger[path] != nil {
                missing[path] = missing[path] ?? now + Self.renameGrace
            }
        } catch {
            complain(error)
        }
    }

    private func see(_ entry: FolderEntry, _ path: RelativePath, at now: Instant, isClosed: Bool) {
        missing[path] = nil
        if isAsset(path) { return }
        let identity = FileIdentity(entry.status)
        guard entry.kind == .file else {
            if entry.kind != .folder { refuse(path, entry) }
            return
        }
        guard var upload = ledger[path] else {
            if rename(identity, to: path) { return }
            report(.found(path))
            ledger[path] = Upload(path, identity, at: now, isClosed: isClosed)
            return
        }
        if upload.identity == identity {
            if isClosed, case .arriving(var readiness) = upload.phase {
                readiness.observe(identity, at: now, isClosed: true)
                upload.phase = .arriving(readiness)
                upload.nextLook = now
                ledger[path] = upload
            }
            return
        }
        // The file was written to. It starts again; its former job is given up when the file is whole again.
        let former = upload.job ?? upload.formerJob
        upload = Upload(path, identity, at: now, isClosed: isClosed)
        upload.formerJob = former
        ledger[path] = upload
    }

    /// Follows a file to its new name. Returns false if the file is not a known upload with another name.
    private func rename(_ identity: FileIdentity, to path: RelativePath) -> Bool {
        guard var upload = ledger.upload(identity), upload.path != path,
            (try? tree.entry(upload.path)).flatMap(\.self).map({ FileIdentity($0.status) }) != identity
        else { return false }
        let former = upload.path
        ledger[former] = nil
        missing[former] = nil
        upload.path = path
        // Its hash would come back under its former name.
        if case .hashing = upload.phase {
            upload.phase = .arriving(Readiness(identity, at: .now, isClosed: true))
        }
        if case .hashed = upload.phase {
            upload.phase = .arriving(Readiness(identity, at: .now, isClosed: true))
        }
        ledger[path] = upload
        report(.renamed(path, from: former))
        return true
    }

    private func readDefaultStory(_ path: RelativePath, _ entries: [FolderEntry]) {
        let named = UploadName.defaultStories.lazy.compactMap { name in entries.first { $0.name == name } }
        guard let entry = named.first, entry.kind == .file
        else {
            assets[path] = nil
            return
        }
        let identity = FileIdentity(entry.status)
        if assets[path]?.identity == identity { return }
        // The watch reports an unusable story when an upload needs it.
        let story = try? UploadStory.find(for: path.appending("."), in: tree, stories)
        assets[path] = (identity, Set(story?.files ?? []))
    }

    private func isAsset(_ path: RelativePath) -> Bool {
        assets.values.contains { $0.files.contains(path) }
    }
}

extension Bool {
    /// Discards a result that is of no interest here.
    fileprivate func ignored() {}
}
