internal import Files
internal import Jobs
internal import Probing
internal import StoryService

/// What becomes of the jobs.
extension WatchLoop {
    /// Makes an upload wait for its own job.
    func attach(_ job: Job, to upload: inout Upload) {
        upload.phase = .queued(job.id)
        if let source = UploadPayload.source(json: job.payload) {
            upload.sidecar = source.sidecar
            upload.sha256 = source.sha256
            claimedNames[job.id] = OutputStem.key(source.output)
        }
        jobs.nextLook = nil
        if job.state.isFinal { control.jobEnded(job.id) }
    }

    /// The existing job of an upload: an earlier process queued it, or the same file has it under another name.
    ///
    /// Prefers a job that was made for this path. If each upload is to become a story of its own, a job of another path
    /// counts only if no upload lies at that path.
    func queuedJob(of upload: Upload) throws(JobStoreError) -> Job? {
        let query = JobQuery(kind: IngestJob.kind, reference: upload.identity.reference, limit: 16)
        let jobs = try store.jobs(query)
        let own = jobs.first { UploadPayload.source(json: $0.payload)?.path == upload.path }
        guard options.duplicates == .process else { return own ?? jobs.first }
        return own ?? jobs.first { ledger.paths(of: $0.id).subtracting([upload.path]).isEmpty }
    }

    /// Makes an upload share a job that was made for the same work.
    func join(_ job: Job, _ upload: inout Upload, at now: Instant) {
        if job.isCancelRequested {
            // A cancelled job will not finish. Its key is free when it has ended.
            upload.phase = .arriving(Readiness(upload.identity, at: now, isClosed: true))
            upload.nextLook = now + .seconds(1)
            return
        }
        if let former = upload.formerJob, former != job.id { giveUp(former, for: upload.path) }
        upload.formerJob = nil
        upload.phase = .queued(job.id)
        let source = UploadPayload.source(json: job.payload)
        if let source { claimedNames[job.id] = OutputStem.key(source.output) }
        if job.state.isFinal {
            control.jobEnded(job.id)
            return report(.duplicate(upload.path, job.id, of: source?.path ?? upload.path))
        }
        if let source, let first = UploadLocation.resolve(source, job.reference, in: tree),
            first.path != upload.path
        {
            return report(.duplicate(upload.path, job.id, of: first.path))
        }
        // The job was made for this very upload. The file was changed and changed back, its disk was mounted again, or
        // it was removed and brought back.
        do throws(JobStoreError) {
            try store.setReference(upload.identity.reference, of: job.id)
            report(.queued(upload.path, job.id))
        } catch {
            _ = postpone(error, at: now)
        }
    }

    /// Cancels a job whose upload has changed, unless other uploads wait for it.
    func giveUp(_ job: JobID, for path: RelativePath) {
        let others = ledger.paths(of: job).subtracting([path])
        do throws(JobStoreError) {
            if let heir = others.min(), let upload = ledger[heir] {
                try store.setReference(upload.identity.reference, of: job)
            } else if try store.job(job)?.state.isFinal == false {
                try cancelForGood(job)
                report(.changed(path, job))
            } else {
                try store.setReference(nil, of: job)
            }
            if others.isEmpty { claimedNames[job] = nil }
        } catch {
            _ = postpone(error, at: .now)
        }
    }

    /// Cancels a job whose upload is gone. If the same file returns, say after a power cut that undid a rename, it is a
    /// new upload. Removes what earlier attempts of the job have left behind: now, or at the end of an attempt that
    /// still runs.
    private func cancelForGood(_ id: JobID) throws(JobStoreError) {
        // Both in one step: after a power cut between two steps, a returning file would be matched to a cancelled job.
        if let job = try store.cancel(id, forgetsReference: true) { IngestJob.clearAway(job) }
    }

    /// Settles the uploads of jobs that have ended.
    func followJobs(at now: Instant) {
        for job in control.takeEnded() { follow(job, at: now) }
        guard !ledger.awaited.isEmpty, jobs.nextLook.map({ now >= $0 }) ?? true else { return }
        jobs.nextLook = now + JobWatch.interval
        do throws(JobStoreError) {
            let changes = try changes(of: &jobChanges)
            let hasChanged = try changes.wait(upTo: .zero)
            for job in jobs.next(among: ledger.awaited, hasChanged: hasChanged) { follow(job, at: now) }
        } catch {
            jobs.nextLook = postpone(error, at: now)
        }
    }

    /// Returns the existing subscription to changes, or makes the first one.
    private func changes(
        of former: inout (any JobStoreChanges)?
    ) throws(JobStoreError) -> any JobStoreChanges {
        if let former { return former }
        let changes = try store.changes(noticedWithin: JobWatch.interval)
        former = changes
        return changes
    }

    private func follow(_ id: JobID, at now: Instant) {
        do throws(JobStoreError) {
            guard let job = try store.job(id) else { return startAgain(id, at: now) }
            if job.state.isFinal { try settle(job, at: now) }
        } catch {
            _ = postpone(error, at: now)
        }
    }

    /// Treats the uploads of a job that was removed from the queue as new.
    private func startAgain(_ job: JobID, at now: Instant) {
        claimedNames[job] = nil
        for path in ledger.paths(of: job) {
            guard let upload = ledger[path] else { continue }
            ledger[path] = Upload(path, upload.identity, at: now, isClosed: true)
        }
    }

    private func settle(_ job: Job, at now: Instant) throws(JobStoreError) {
        let source = UploadPayload.source(json: job.payload)
        var paths = ledger.paths(of: job.id)
        if let retried = retriedPlace(of: job, source) { paths.insert(retried) }
        var isSettled = true
        let own = ownPath(of: job, source, among: paths)
        for path in paths.sorted() {
            let upload = ledger[path]
            let isOwn = upload == nil || path == own
            do throws(SystemError) {
                let entry = try tree.entry(path)
                if let upload, entry.map({ FileIdentity($0.status) }) != upload.identity {
                    // It has just changed or disappeared; looking at it again handles that.
                    see(path, at: now, isClosed: false)
                    continue
                }
                let place = try settling.settle(path, job, duplicateOf: isOwn ? nil : source?.path)
                ledger[path] = nil
                missing[path] = nil
                report(.settled(path, job.id, job.state, place: place))
            } catch {
                if error.isMissing { continue }
                complain(error)
                isSettled = false
            }
        }
        if job.state != .completed { IngestJob.clearAway(job) }
        guard isSettled else { return }
        claimedNames[job.id] = nil
        if job.reference != nil { try store.setReference(nil, of: job.id) }
    }

    /// The current path of the upload that a job was made for; nil if it is settled already, or was another upload.
    private func ownPath(
        of job: Job, _ source: UploadPayload.Source?, among paths: Set<RelativePath>
    ) -> RelativePath? {
        let candidates = paths.filter { ledger[$0]?.identity.reference == job.reference }
        guard let source, !candidates.contains(source.path) else { return source?.path }
        // Hard links are names of one file, and only one of them is the upload.
        let isSettled = [WatchedFolder.done, WatchedFolder.failed].contains { root in
            guard let entry = try? tree.entry(source.path.moved(below: root)) else { return false }
            return FileIdentity(entry.status).reference == job.reference
        }
        return isSettled ? nil : candidates.min()
    }

    /// The path of a refused upload whose job was retried; nil for any other job.
    private func retriedPlace(of job: Job, _ source: UploadPayload.Source?) -> RelativePath? {
        guard job.reference == nil, let source, source.folder == tree.path,
            let place = UploadLocation.resolve(source, nil, in: tree), place.isInFailed
        else { return nil }
        return place.path
    }

    /// Gives up uploads that have been missing for longer than a rename takes.
    func giveUpMissing(at now: Instant) {
        for (path, deadline) in missing where now >= deadline {
            missing[path] = nil
            guard let upload = ledger[path] else { continue }
            if let entry = try? tree.entry(path) {
                if entry.kind == .file { continue }
            }
            ledger[path] = nil
            guard let job = upload.job ?? upload.formerJob else { continue }
            remove(job, of: path)
        }
    }

    private func remove(_ id: JobID, of path: RelativePath) {
        do throws(JobStoreError) {
            if let heir = ledger.paths(of: id).min(), let upload = ledger[heir] {
                return try store.setReference(upload.identity.reference, of: id)
            }
            claimedNames[id] = nil
            guard let job = try store.job(id) else { return }
            guard !job.state.isFinal else {
                // The job's runner has settled the upload, or a person has taken it away.
                if job.reference != nil { try store.setReference(nil, of: id) }
                return
            }
            try cancelForGood(id)
            report(.removed(path, id))
        } catch {
            _ = postpone(error, at: .now)
        }
    }

    /// Finds jobs of this folder whose uploads this process has not seen: jobs of an earlier process, and retried ones.
    func reconcile(at now: Instant) {
        do throws(JobStoreError) {
            let changes = try changes(of: &reconciledChanges)
            if try changes.wait(upTo: .zero) { needsReconciling = true }
            guard needsReconciling else { return }
            let former = ledger.formerJobs
            var before: JobID?
            while true {
                let page = try store.jobs(
                    JobQuery(
                        states: [.available, .scheduled, .running, .retryable], kind: IngestJob.kind,
                        before: before, limit: 1000))
                for job in page where ledger.paths(of: job.id).isEmpty && !former.contains(job.id) {
                    try reconcile(job, at: now)
                }
                before = page.last?.id
                if page.count < 1000 { break }
            }
            // Skip the changes that this method has made itself.
            _ = try changes.wait(upTo: .zero)
            needsReconciling = false
        } catch {
            _ = postpone(error, at: now)
        }
    }

    private func reconcile(_ job: Job, at now: Instant) throws(JobStoreError) {
        guard let source = UploadPayload.source(json: job.payload), source.folder == tree.path else {
            return
        }
        if let identity = FileIdentity(reference: job.reference), var upload = ledger.upload(identity),
            upload.isArriving
        {
            attach(job, to: &upload)
            ledger[upload.path] = upload
            return
        }
        guard job.reference != nil, UploadLocation.resolve(source, job.reference, in: tree) == nil,
            !folder.isNew
        else { return }
        try cancelForGood(job.id)
        let path = source.path
        report(ledger[path] == nil ? .removed(path, job.id) : .changed(path, job.id))
    }
}

extension Job {
    /// Whether the job was discarded because its upload was missing. A file that is there now is a new upload.
    var hasMissedItsUpload: Bool {
        state == .discarded && failures.last?.code == MediaError.Code.inputMissing.rawValue
    }
}
