internal import Files
internal import Jobs
internal import Probing
internal import StoryService

/// What becomes of jobs.
extension WatchLoop {
    /// Lets an upload wait for a job that is its own.
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

    /// The job that an upload is to wait for: queued by an earlier process, or under another name of the same file.
    ///
    /// Of several the one that was made for this path. Another path's is not taken where each upload is a story of its
    /// own and that path's is there.
    func queuedJob(of upload: Upload) throws(JobStoreError) -> Job? {
        let query = JobQuery(kind: IngestJob.kind, reference: upload.identity.reference, limit: 16)
        let jobs = try store.jobs(query)
        let own = jobs.first { UploadPayload.source(json: $0.payload)?.path == upload.path }
        guard options.duplicates == .process else { return own ?? jobs.first }
        return own ?? jobs.first { ledger.paths(of: $0.id).subtracting([upload.path]).isEmpty }
    }

    /// Lets an upload share a job that was made for the same work.
    func join(_ job: Job, _ upload: inout Upload, at now: Instant) {
        if job.isCancelRequested {
            // It will not be finished; when it has ended, its key is free.
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
        // The upload that the job was made for is this one: changed and changed back, on a disk that
        // was mounted anew, or gone and brought again.
        do throws(JobStoreError) {
            try store.setReference(upload.identity.reference, of: job.id)
            report(.queued(upload.path, job.id))
        } catch {
            _ = postpone(error, at: now)
        }
    }

    /// Cancels a job whose upload is not what it was, unless other uploads wait for it.
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

    /// Cancels a job whose upload is gone. If the same file comes back, after a power cut that undid a rename, say,
    /// it is a new upload. What earlier attempts of the job have left goes now, unless it runs; else when it has
    /// ended.
    private func cancelForGood(_ id: JobID) throws(JobStoreError) {
        // In one step: after a cut between two, the file that comes back would meet a job that was cancelled.
        if let job = try store.cancel(id, forgetsReference: true) { IngestJob.clearAway(job) }
    }

    /// Settles uploads whose jobs have ended.
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

    /// Those of before, or the first ones.
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

    /// The job was removed from the queue; its uploads count as new.
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
                    // Changed or gone in this moment: looking at it finds that out.
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

    /// The upload that a job was made for, by the name that it has now; nil where it is settled already, or was
    /// another one.
    private func ownPath(
        of job: Job, _ source: UploadPayload.Source?, among paths: Set<RelativePath>
    ) -> RelativePath? {
        let candidates = paths.filter { ledger[$0]?.identity.reference == job.reference }
        guard let source, !candidates.contains(source.path) else { return source?.path }
        // Hard links are names of one file; only one of them is the upload.
        let isSettled = [WatchedFolder.done, WatchedFolder.failed].contains { root in
            guard let entry = try? tree.entry(source.path.moved(below: root)) else { return false }
            return FileIdentity(entry.status).reference == job.reference
        }
        return isSettled ? nil : candidates.min()
    }

    /// Where the upload of a job lies that was refused, and whose job was retried since.
    private func retriedPlace(of job: Job, _ source: UploadPayload.Source?) -> RelativePath? {
        guard job.reference == nil, let source, source.folder == tree.path,
            let place = UploadLocation.resolve(source, nil, in: tree), place.isInFailed
        else { return nil }
        return place.path
    }

    /// Gives up what has been missing for so long that it is not just being renamed.
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
                // The job's runner has settled its upload, or it was taken away after all.
                if job.reference != nil { try store.setReference(nil, of: id) }
                return
            }
            try cancelForGood(id)
            report(.removed(path, id))
        } catch {
            _ = postpone(error, at: .now)
        }
    }

    /// Finds jobs of this folder whose uploads this process has not seen: those of an earlier
    /// process, and those that were retried.
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
            // What was changed by this is known.
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
    /// Whether it was given up because its upload was not there. A file that is there now is a new upload.
    var hasMissedItsUpload: Bool {
        state == .discarded && failures.last?.code == MediaError.Code.inputMissing.rawValue
    }
}
