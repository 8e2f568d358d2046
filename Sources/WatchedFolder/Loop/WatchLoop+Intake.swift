internal import Files
internal import Jobs
internal import Probing
internal import Story
internal import StoryService
internal import Workers

/// From a file that has come to a job.
extension WatchLoop {
    /// How many uploads become jobs in one transaction: its cost, two waits for the disk, hardly
    /// depends on their number.
    private static let batch = 500

    /// Bytes of stories that become jobs in one transaction, so that neither its memory nor its time depends on
    /// what uploaders write.
    private static let batchBytes = 8 << 20

    private func storyBytes(of paths: Set<RelativePath>) -> Int {
        paths.reduce(0) { $0 + (ledger[$1]?.storyBytes ?? 0) }
    }

    var times: Readiness.Times {
        Readiness.Times(
            settle: events.isPolling ? options.polledSettle : options.settle,
            stalledAfter: options.stalledAfter, refusedAfter: options.refusedAfter)
    }

    /// Looks whether an upload is whole by now.
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
                    message: "It is not whole, and has not changed for long. \(reason) Upload it again."))
        case .ready: take(&upload, at: now)
        }
        ledger[path] = upload
    }

    /// What a file is now, and whether it is whole; nil where it is there no more.
    ///
    /// It is looked into once for each of its states, since an upload may wait for long, for its story or for
    /// its writer.
    private func judge(_ upload: inout Upload) -> (FileIdentity, Completeness)? {
        let path = upload.path
        do throws(SystemError) {
            guard let entry = try tree.entry(path), entry.kind == .file else { return nil }
            if let judgement = upload.judgement, judgement.status == entry.status {
                return (FileIdentity(entry.status), judgement.completeness)
            }
            guard let judgement = try FileJudgement(of: path, in: tree, options.limits.input) else {
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

    /// Goes on with an upload that is whole.
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
            story = try UploadStory(of: upload.path, in: tree, stories)
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
            return say("It is whole, and waits for a story of its own.", &upload)
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
            // One mistake in a folder's story must not refuse all that lies in the folder.
            upload.nextLook = now + max(times.settle, .seconds(1))
            return say(
                "\(broken.path) cannot be used: \(broken.problems.joined(separator: "; "))", &upload)
        }
        if upload.brokenStory == nil || upload.brokenStory?.identity != broken.identity {
            upload.brokenStory = (broken.identity, now)
        }
        // It may be on its way.
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

    /// Goes on with uploads that have been read.
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
                // Again from its story on, which may have come in the meantime.
                take(&upload, at: now)
            case .changed: upload.nextLook = now
            case .failed(let error):
                complain(error)
                upload.nextLook = now + .seconds(5)
            }
            ledger[result.path] = upload
        }
    }

    /// Makes jobs of uploads, many at once.
    func submit(at now: Instant) {
        guard !ledger.hashed.isEmpty, storeRetry == nil,
            ledger.hashed.count >= Self.batch || storyBytes(of: ledger.hashed) >= Self.batchBytes
                || reading == 0 || now >= nextSubmission
        else { return }
        // Those that are read meanwhile share the next transaction.
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
            // What is replaced gives its name away.
            let others = formerName(of: upload).map { names.subtracting([$0]) } ?? names
            let name = OutputStem(path, sha256: payload.upload.sha256, in: place, taken: others).text
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

    /// The name that the job of an upload's earlier state will not need any more; nil where another upload waits
    /// for it.
    ///
    /// Should that job be completed before it hears that it is given up, the later one finds the name taken, and has
    /// another for that case.
    private func formerName(of upload: Upload) -> String? {
        guard let former = upload.formerJob, ledger.paths(of: former).subtracting([upload.path]).isEmpty
        else { return nil }
        return claimedNames[former]
    }

    /// Notes that the queue does not work, and when it is asked again.
    func postpone(_ error: JobStoreError, at now: Instant) -> Instant {
        let retry = now + .seconds(1)
        complain("The queue: \(error.message)")
        storeRetry = retry
        return retry
    }
}
