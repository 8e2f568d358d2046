internal import Files
internal import Jobs
internal import StoryService

/// Stories that lie beside their uploads.
extension WatchLoop {
    /// Starts an upload again if its own story has appeared, disappeared or changed.
    func compareSidecar(
        of path: RelativePath, _ sidecars: [RelativePath: FileIdentity], at now: Instant
    ) {
        guard var upload = ledger[path] else { return }
        let current = UploadName.sidecars(of: path.name).lazy
            .compactMap { sidecars[path.folder.appending($0)] }.first
        guard let job = upload.job else {
            // An upload that has waited for the story need not wait any longer.
            if current != nil, case .arriving = upload.phase, upload.wholeSince != nil {
                upload.nextLook = now
                ledger[path] = upload
            }
            return
        }
        guard current != upload.sidecar, (try? store.job(job))?.state.isFinal == false else { return }
        upload.formerJob = job
        upload.phase = .arriving(Readiness(upload.identity, at: now, isClosed: true))
        upload.nextLook = now
        upload.brokenStory = nil
        ledger[path] = upload
    }

    /// Finishes moving the sidecars that a process left half moved when it died.
    func removeFirstNames(
        of sidecars: [RelativePath], in path: RelativePath, uploads: Set<RelativePath>
    ) {
        let used = Set(uploads.flatMap { UploadName.sidecars(of: $0.name) })
        do throws(SystemError) {
            try settling.removeFirstNames(sidecars.filter { !used.contains($0.name) }, in: path)
        } catch {
            complain(error)
        }
    }

    /// Reports each story that belongs to no upload, once: at once if only its case differs from that of an upload's
    /// story, otherwise when no upload has come for it for a long time.
    func noteUnused(
        _ stories: [RelativePath], in folder: RelativePath, uploads: Set<RelativePath>, at now: Instant
    ) {
        let used = Set(uploads.flatMap { UploadName.sidecars(of: $0.name) })
        let alone = stories.filter { !used.contains($0.name) && !UploadName.defaultStories.contains($0.name) }
        let former = unused.filter { $0.key.folder == folder }
        for path in Set(former.keys).subtracting(alone) { unused[path] = nil }
        guard !alone.isEmpty else { return }
        let meant = Dictionary(
            uploads.sorted().flatMap { upload in
                UploadName.sidecars(of: upload.name).map { ($0.lowercased(), $0) }
            }, uniquingKeysWith: { first, _ in first })
        for path in alone where former[path]?.isSaid != true {
            let since = former[path]?.since ?? now
            unused[path] = (since, false)
            let lower = path.name.lowercased()
            let reason: String
            if let name = UploadName.defaultStories.contains(lower) ? lower : meant[lower] {
                reason = "Its name is right except for its case. Rename it to \(RelativePath(name))."
            } else if now - since >= options.stalledAfter {
                reason = "No upload has arrived for it. Name a story like its upload, plus .story.json."
            } else {
                continue
            }
            unused[path] = (since, true)
            report(.unused(path, reason: reason))
        }
    }
}
