internal import Files
internal import Probing
internal import Story
internal import StoryService

/// Uploads whose stories name files that have not arrived.
extension WatchLoop {
    private typealias Awaited = (file: FileReference, path: RelativePath, reason: String)

    /// Whether all files that a story names are there. If not, the upload waits for them as it would for its own end;
    /// if they do not arrive in time, it is refused.
    func hasFiles(of story: UploadStory, _ upload: inout Upload, at now: Instant) -> Bool {
        let awaited = filesToCome(of: story)
        guard let first = awaited.first else {
            upload.awaitedFiles = nil
            return true
        }
        let paths = awaited.map(\.path)
        if upload.awaitedFiles?.paths != paths {
            upload.awaitedFiles = (paths, now)
            upload.isStalledSaid = false
        }
        let waited = now - (upload.awaitedFiles?.since ?? now)
        let more = Set(paths).count - 1
        let reason = first.reason + (more > 0 ? " Not ready either: \(more) more of its story's files." : "")
        // One mistake in a folder's story must not refuse every upload in the folder.
        if story.sidecar != nil, waited >= times.refusedAfter {
            if let former = upload.formerJob { giveUp(former, for: upload.path) }
            upload.phase = .refused(
                UploadRecord(
                    input: upload.path, code: "unusableStory",
                    message: "Files that its story names have not arrived. Add them, and move both back.",
                    problems: awaited.map { "\($0.file.path): \($0.reason)" }, canRetry: true))
            return false
        }
        // The watch polls for them, because it does not watch assets/.
        upload.nextLook = now + max(times.settle, min(max(.seconds(1), waited / 10), .seconds(30)))
        if waited >= times.stalledAfter {
            if !upload.isStalledSaid { report(.stalled(upload.path, reason: reason)) }
            upload.isStalledSaid = true
        } else {
            say(reason, &upload)
        }
        return false
    }

    /// The files of a story that are missing or still being written.
    private func filesToCome(of story: UploadStory) -> [Awaited] {
        story.document.files.compactMap { file in
            let path = story.folder.resolving(file.src)
            return reasonToWait(for: path).map { (file, path, $0) }
        }
    }

    /// Why to wait for a file; nil if it is ready. Nil also if it cannot be read: its job reports the reason.
    private func reasonToWait(for path: RelativePath) -> String? {
        do throws(SystemError) {
            guard let entry = try tree.entry(path) else { return Self.wait(for: path) }
            guard entry.kind == .file, let age = entry.status.age, age < times.stalledAfter,
                let judgement = try FileJudgement.judge(path, in: tree, options.limits.input)
            else { return nil }
            switch judgement.completeness {
            case .whole: return nil
            case .plausible, .unknown:
                return age < times.settle * Readiness.Times.patience
                    ? "Its story names \(path), which a program may still be writing." : nil
            case .unended(let reason), .incomplete(let reason):
                return "Its story names \(path), which is incomplete: \(reason)"
            }
        } catch {
            return error.isMissing ? Self.wait(for: path) : nil
        }
    }

    private static func wait(for path: RelativePath) -> String {
        "Its story names \(path), which has not arrived."
    }
}
