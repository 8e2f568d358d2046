internal import Files

/// Looking at the folder.
extension WatchLoop {
    /// Looks at everything.
    func scanAll(at now: Instant) {
        let isWhole = scan(.root, at: now, isDeep: true)
        if isWhole { reconcile(at: now) }
    }

    /// Looks at a folder, and at what is new below it.
    ///
    /// - Parameter isDeep: whether to look at all that is below it.
    /// - Returns: whether everything could be looked at.
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

    /// Looks at a folder alone.
    ///
    /// - Parameter below: gets the folders in it that are to be looked at, too.
    /// - Returns: whether everything could be looked at.
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
        // Before it is looked at, so that nothing can come in between.
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
                    passOver(path.appending(entry.repairedName), "Its name is no UTF-8 text. Rename it.")
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

    /// How deep uploads may lie: a path of a folder more has no room for their names in what systems take
    /// (`PATH_MAX`), and looking at a folder takes time with its depth.
    static let maximumDepth = 64

    /// How many folders that are passed over are spoken of.
    private static let maximumPassedOver = 1_000

    /// Says once that a folder is not looked at.
    private func passOver(_ path: RelativePath, _ reason: String) {
        guard passedOver.count <= Self.maximumPassedOver, passedOver.insert(path).inserted else { return }
        report(
            .trouble(
                passedOver.count <= Self.maximumPassedOver
                    ? "\(path): \(reason) What is in it is not looked at."
                    : "More folders are not looked at; they are not listed."))
    }

    /// How long the two halves of a move may be apart.
    static let renameGrace = Duration.seconds(1)

    private func isUploadFolder(_ path: RelativePath) -> Bool {
        var current = path
        while current != .root {
            guard folder.isWatched(current) else { return false }
            current = current.folder
        }
        return true
    }

    /// A folder has gone, and all in it.
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

    /// Looks at one file that a hint names.
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
        // Written to: it begins anew, and what was made of it is given up when it is whole again.
        let former = upload.job ?? upload.formerJob
        upload = Upload(path, identity, at: now, isClosed: isClosed)
        upload.formerJob = former
        ledger[path] = upload
    }

    /// Follows a file to its new name; false where it has none before.
    private func rename(_ identity: FileIdentity, to path: RelativePath) -> Bool {
        guard var upload = ledger.upload(identity), upload.path != path,
            (try? tree.entry(upload.path)).flatMap(\.self).map({ FileIdentity($0.status) }) != identity
        else { return false }
        let former = upload.path
        ledger[former] = nil
        missing[former] = nil
        upload.path = path
        // The result of reading it comes for its former name.
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
        // One that cannot be used is complained about when an upload needs it.
        let story = try? UploadStory(of: path.appending("."), in: tree, stories)
        assets[path] = (identity, Set(story?.files ?? []))
    }

    private func isAsset(_ path: RelativePath) -> Bool {
        assets.values.contains { $0.files.contains(path) }
    }
}

extension Bool {
    /// Says that a result is of no interest here.
    fileprivate func ignored() {}
}
