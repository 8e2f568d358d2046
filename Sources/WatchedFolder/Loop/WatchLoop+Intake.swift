internal import Files
internal import Jobs
internal import Probing
internal import Story
internal import StoryService
internal import Workers

/// The way of a file from its arrival to its job.
extension WatchLoop {
    /// How many uploads become jobs in one transaction. Its cost is two waits for the disk, and hardly depends on the
    /// number of jobs.
    private static let batch = 500

    /// The limit for the bytes of stories in one transaction, so that uploaders cannot make it take much memory or
    /// time.
    private static let batchBytes = 8 << 20

    private func storyBytes(of paths: Set<RelativePath>) -> Int {
        paths.reduce(0) { $0 + (ledger[$1]?.storyBytes ?? 0) }
    }

    var times: Readiness.Times {
        Readiness.Times(
            settle: events.isPolling ? options.polledSettle : options.settle,
            stalledAfter: options.stalledAfter, refusedAfter: options.refusedAfter)
    }

    /// Checks whether an upload is whole by now.
    func look(at path: RelativePath, _ now: Instant) {
        guard var upload = ledger[path], upload.nextLook <= now, case .arriving(var readiness) = upload.phase
        else { return }
        guard readiness.isDue(at: now, times) else {
            ledger[path]?.nextLook = readiness.since + times.settle
            return
        }
        guard let (identity, completeness) = judge(&upload) else {
            missing[path] = missing[path] ?? now + Self.renameGrace
            ledger[path]?.nextLook = now + times.settle
            return
        }
        if readiness.observe(identity, at: now) {
            let former = upload.formerJob
            upload = Upload(path, identity, at: now, isClosed: false)
            upload.formerJob = former
            upload.nextLook = now + times.settle
            ledger[path] = upload
            return
        }
        if let refusal = InputRefusal(bytes: identity.bytes, limit: options.limits.input.fileBytes) {
            if let former = upload.formerJob { giveUp(former, for: path) }
            upload.phase = .refused(
                UploadRecord(input: path, code: "limitExceeded", message: refusal.message))
            ledger[path] = upload
            return
        }
        switch readiness.verdict(completeness, at: now, times) {
        case .wait(let until): upload.nextLook = until
        case .waiting(let reason, let until):
            upload.nextLook = until
            say(reason, &upload)
        case .stalled(let reason, let until):
            upload.nextLook = until
            if !upload.isStalledSaid { report(.stalled(path, reason: reason)) }
            upload.isStalledSaid = true
        case .refused(let reason):
            upload.phase = .refused(
                UploadRecord(
                    input: path, code: "incomplete",
                    message: "It is incomplete, and has not changed for long. \(reason) Upload it again."))
        case .ready: take(&upload, at: now)
        }
        ledger[path] = upload
    }

    /// The file's current identity, and whether it is whole; nil if it is gone.
    ///
    /// Looks into a file once for each of its states, because an upload may wait long for its story or its writer.
    private func judge(_ upload: inout Upload) -> (FileIdentity, Completeness)? {
        let path = upload.path
        do throws(SystemError) {
            guard let entry = try tree.entry(path), entry.kind == .file else { return nil }
            if let judgement = upload.judgement, judgement.status == entry.status {
                return (FileIdentity(entry.status), judgement.completeness)
            }
            guard let judgement = try FileJudgement.judge(path, in: tree, options.limits.input) else {
                return nil
            }
            if judgement.isLasting { upload.judgement = (judgement.status, judgement.completeness) }
            return (FileIdentity(judgement.status), judgement.completeness)
        } catch {
            if error.isMissing || error.isOtherKind { return nil }
            complain(error)
            return nil
        }
    }

    func say(_ reason: String, _ upload: inout Upload) {
        if upload.saidReason != reason { report(.waiting(upload.path, reason: reason)) }
        upload.saidReason = reason
    }

    /// Moves a whole upload on: to its existing job, or to its story and its hash.
    private func take(_ upload: inout Upload, at now: Instant) {
        upload.wholeSince = upload.wholeSince ?? now
        do throws(JobStoreError) {
            if upload.formerJob == nil, let job = try queuedJob(of: upload) {
                guard job.hasMissedItsUpload else {
                    let isLink = !ledger.paths(of: job.id).subtracting([upload.path]).isEmpty
                    attach(job, to: &upload)
                    guard isLink, let first = UploadPayload.source(json: job.payload)?.path else { return }
                    return report(.duplicate(upload.path, job.id, of: first))
                }
                try store.setReference(nil, of: job.id)
            }
        } catch {
            upload.nextLook = postpone(error, at: now)
            return
        }
        let story: UploadStory
        do throws(UnusableStory) {
            story = try UploadStory.find(for: upload.path, in: tree, stories)
        } catch {
            if error.isPostponed {
                upload.nextLook = now
                postponed.append(upload.path)
                return
            }
            return refuseStory(error, &upload, at: now)
        }
        if story.sidecar == nil, let since = upload.wholeSince, now < since + options.sidecarWait {
            upload.nextLook = since + options.sidecarWait
            return say("It is complete, but its own story has not arrived.", &upload)
        }
        guard hasFiles(of: story, &upload, at: now) else { return }
        upload.storyBytes = story.bytes
        if let sha256 = upload.sha256 {
            upload.phase = .hashed(payload(upload, story, sha256))
        } else {
            upload.phase = .hashing
            reading += 1
            hashes.add(upload.path, upload.identity)
        }
    }

    private func refuseStory(_ broken: UnusableStory, _ upload: inout Upload, at now: Instant) {
        guard !UploadName.defaultStories.contains(broken.path.name) else {
            // One mistake in a folder's story must not refuse every upload in the folder.
            upload.nextLook = now + max(times.settle, .seconds(1))
            return say(
                "\(broken.path) cannot be used: \(broken.problems.joined(separator: "; "))", &upload)
        }
        if upload.brokenStory == nil || upload.brokenStory?.identity != broken.identity {
            upload.brokenStory = (broken.identity, now)
        }
        // A correct story may still be on its way.
        if let since = upload.brokenStory?.since, now < since + times.settle {
            upload.nextLook = since + times.settle
            return
        }
        if let former = upload.formerJob { giveUp(former, for: upload.path) }
        upload.phase = .refused(
            UploadRecord(
                input: upload.path, code: "unusableStory",
                message: "Its story \(broken.path.name) cannot be used. Correct it, and move both back.",
                problems: broken.problems))
    }

    private func payload(_ upload: Upload, _ story: UploadStory, _ sha256: String) -> UploadPayload {
        let place = folder.outputPlace(for: upload.path)
        let request = IngestRequest(
            input: tree.absolute(upload.path), story: story.document, notes: story.notes,
            baseDirectory: tree.absolute(story.folder),
            outputDirectory: place.path, outputRoot: place.root,
            split: options.split, root: tree.path, limits: options.limits)
        return UploadPayload(
            request,
            UploadPayload.Source(
                folder: tree.path, path: upload.path, identity: upload.identity, sha256: sha256,
                output: "", sidecar: story.sidecarIdentity))
    }

    /// Moves on the uploads that have been hashed.
    func takeHashes(at now: Instant) {
        read += hashes.take()
        let end = ContinuousClock.now + Self.turn
        while mayGoOn(until: end), let result = read.first {
            read.removeFirst()
            reading -= 1
            guard var upload = ledger[result.path], case .hashing = upload.phase,
                upload.identity == result.identity
            else { continue }
            upload.phase = .arriving(Readiness(upload.identity, at: now, isClosed: true))
            switch result.outcome {
            case .hash(let sha256):
                upload.sha256 = sha256
                upload.nextLook = now
                // Starts again at the story, which may have arrived meanwhile.
                take(&upload, at: now)
            case .changed: upload.nextLook = now
            case .failed(let error):
                complain(error)
                upload.nextLook = now + .seconds(5)
            }
            ledger[result.path] = upload
        }
    }

    /// Submits the uploads that are ready, many in one transaction.
    func submit(at now: Instant) {
        guard !ledger.hashed.isEmpty, storeRetry == nil,
            ledger.hashed.count >= Self.batch || storyBytes(of: ledger.hashed) >= Self.batchBytes
                || reading == 0 || now >= nextSubmission
        else { return }
        // Uploads that finish hashing meanwhile share the next transaction.
        nextSubmission = now + .milliseconds(500)
        var rest = ledger.hashed.sorted()[...]
        while !rest.isEmpty, !control.isStopped {
            var bytes = 0
            let paths = rest.prefix(Self.batch).prefix { path in
                defer { bytes += ledger[path]?.storyBytes ?? 0 }
                return bytes < Self.batchBytes
            }
            rest = rest.dropFirst(paths.count)
            do throws(JobStoreError) {
                try submit(Array(paths), at: now)
            } catch {
                _ = postpone(error, at: now)
                return
            }
        }
    }

    private func submit(_ paths: [RelativePath], at now: Instant) throws(JobStoreError) {
        var uploads: [(upload: Upload, payload: UploadPayload)] = []
        var names = Set(claimedNames.values)
        for path in paths {
            guard let upload = ledger[path], case .hashed(var payload) = upload.phase else { continue }
            let place = folder.outputPlace(for: path)
            // A job that is replaced gives up its name.
            let others = formerName(of: upload).map { names.subtracting([$0]) } ?? names
            let name = OutputStem.choose(for: path, sha256: payload.upload.sha256, in: place, taken: others)
                .text
            payload.request.outputName = name
            payload.upload.output = Path.resolve(name, in: place.path)
            names.insert(OutputStem.key(payload.upload.output))
            uploads.append((upload, payload))
        }
        let drafts = uploads.map { upload, payload in
            JobDraft(
                kind: IngestJob.kind, payload: payload.json,
                key: payload.key(isShared: options.duplicates == .share),
                reference: upload.identity.reference,
                publishAt: payload.request.story.publishAt?.foundationDate)
        }
        let submissions = try store.submit(drafts)
        for ((upload, payload), submission) in zip(uploads, submissions) {
            var upload = upload
            switch submission {
            case .created(let job):
                if let former = upload.formerJob, former != job.id { giveUp(former, for: upload.path) }
                upload.formerJob = nil
                upload.phase = .queued(job.id)
                upload.sidecar = payload.upload.sidecar
                claimedNames[job.id] = OutputStem.key(payload.upload.output)
                report(.queued(upload.path, job.id))
            case .existing(let job), .conflict(let job):
                upload.sidecar = payload.upload.sidecar
                join(job, &upload, at: now)
            }
            ledger[upload.path] = upload
        }
    }

    /// The output name of an upload's former job, which will not need it any more; nil if another upload waits for that
    /// job.
    ///
    /// The former job may complete before it learns that it is cancelled. Then the new job finds the name taken, and
    /// uses another one that it has for that case.
    private func formerName(of upload: Upload) -> String? {
        guard let former = upload.formerJob, ledger.paths(of: former).subtracting([upload.path]).isEmpty
        else { return nil }
        return claimedNames[former]
    }

    /// Reports a failure of the queue, and returns the time of the next attempt.
    func postpone(_ error: JobStoreError, at now: Instant) -> Instant {
        let retry = now + .seconds(1)
        complain("The queue: \(error.message)")
        storeRetry = retry
        return retry
    }
}
