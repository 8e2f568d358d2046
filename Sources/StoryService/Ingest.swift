public import Conformance
internal import Files
public import Logging
public import Probing
internal import Story
public import Threading
public import Transcoding
public import Workers

/// Makes a story from an upload: the whole way from a file to what is published.
///
/// Module StoryService knows files, folders and manifests; what is inside of media is the business of
/// Workers, and is looked at by a worker alone.
///
/// ```
/// leftovers ─▶ earlier? ─▶ staging ─▶ worker: probe ─▶ plan ─▶ (export ─▶ cover) ─▶ another: verify ─▶ publish
///                 ▲                                           for each slide                          ▲
/// hash of the input ──────────────────────────────────────────────────────────────────────────────────┘
/// ```
///
/// The upload is only read. Until ``Publication/place()`` all output is in hidden files, and
/// whatever happens before leaves nothing; a process that is killed leaves hidden files, which the
/// next run for the same name settles (``StagingRecovery``).
public struct Ingest: Sendable {
    private let request: IngestRequest
    private let attempt: IngestAttempt
    private let cancellation: CancellationToken
    private let errand: WorkerClient

    /// - Parameters:
    ///   - host: where media are looked at.
    ///   - attempt: what this run is a part of.
    ///   - logger: receives FFmpeg's lines about the media.
    ///   - cancellation: stops the run when it is raised.
    public init(
        _ request: IngestRequest, host: any WorkerHost, attempt: IngestAttempt = IngestAttempt(),
        logger: Logger, cancellation: CancellationToken = CancellationToken()
    ) {
        self.request = request
        self.attempt = attempt
        self.cancellation = cancellation
        errand = WorkerClient(
            request, host: host, threads: attempt.threads, containment: attempt.containment, logger: logger,
            cancellation: cancellation)
    }

    /// What would be done, one plan for each slide. Nothing is written.
    ///
    /// - Throws: ``MediaError`` where an input is missing or of no use, or the story asks for
    ///   something that cannot be had.
    public func plans() async throws(MediaError) -> [ExportPlan] {
        try await WorkerClient.onOwnThread(cancellation) { () async throws(MediaError) -> [ExportPlan] in
            let answers = WorkerReplies()
            try await errand.perform(.plan, try InputFiles(request).list) { answers.add($0) }
            return answers.plans
        }
    }

    /// What the input is. Nothing is written.
    ///
    /// - Throws: ``MediaError`` where it is missing or of no use.
    public func mediaInfo() async throws(MediaError) -> MediaInfo {
        try await WorkerClient.onOwnThread(cancellation) { () async throws(MediaError) -> MediaInfo in
            let answers = WorkerReplies()
            try await errand.perform(.probe, try InputFiles(request).list) { answers.add($0) }
            guard let media = answers.media else {
                throw MediaError(
                    .bug, stage: .probe, file: request.input, message: "Its worker has said nothing.")
            }
            return media
        }
    }

    /// What a platform may mind about the input, measured. Nothing is written.
    ///
    /// - Throws: ``MediaError`` where it is missing or of no use.
    public func inspection() async throws(MediaError) -> Inspection {
        try await WorkerClient.onOwnThread(cancellation) { () async throws(MediaError) -> Inspection in
            let answers = WorkerReplies()
            try await errand.perform(.inspect, try InputFiles(request).list) { answers.add($0) }
            guard let inspection = answers.inspection else {
                throw MediaError(
                    .bug, stage: .probe, file: request.input, message: "Its worker has said nothing.")
            }
            return inspection
        }
    }

    /// What a viewer may mind about the story, measured. Nothing is written.
    ///
    /// What is missing is said, and everything else is looked at all the same.
    ///
    /// - Throws: ``MediaError`` where the work was stopped or cannot be done at all.
    public func review() async throws(MediaError) -> StoryReview {
        try await WorkerClient.onOwnThread(cancellation) { () async throws(MediaError) -> StoryReview in
            let answers = WorkerReplies()
            let inputs = try InputFiles(present: request)
            try await errand.perform(.review, inputs.list) { answers.add($0) }
            guard let slides = answers.review else {
                throw MediaError(
                    .bug, stage: .probe, file: request.input, message: "Its worker has said nothing.")
            }
            return StoryReview(
                slides: slides, missing: inputs.missing(of: request),
                isJoined: request.story.isJoined && slides.count > 1)
        }
    }

    /// Makes the story and publishes it, or recognises that it is there.
    ///
    /// - Parameter report: called for every event, from several threads, one after the other. The
    ///   last one says how it ended.
    /// - Returns: where the story is.
    /// - Throws: ``MediaError``; nothing was published then.
    @discardableResult
    public func run(
        report: @escaping @Sendable (IngestEvent) -> Void
    ) async throws(MediaError) -> IngestEvent.Story {
        report(.started)
        do throws(MediaError) {
            return try await WorkerClient.onOwnThread(cancellation) {
                () async throws(MediaError) -> IngestEvent.Story in
                try await ingest(report)
            }
        } catch {
            report(.failed(IngestEvent.Failure(error)))
            throw error
        }
    }

    private func ingest(
        _ report: @escaping @Sendable (IngestEvent) -> Void
    ) async throws(MediaError) -> IngestEvent.Story {
        let inputs = try InputFiles(request)
        let names = request.names
        let place = request.place
        let kept = Set(attempt.earlier.map(\.staging))
        StagingRecovery.settle(names, in: place, state: attempt.state, keeping: Array(kept))
        defer { StagingRecovery.remove(kept, in: place) }
        let hashing = SourceHashes.reading(inputs, request, cancellation)
        defer { hashing.cancel() }

        if let story = try await finishedStory(names, place, hashing) {
            report(.alreadyDone(story))
            return story
        }

        let staging = try Staging(names, in: place, key: PublicationKey(in: attempt.state))
        let targets = Targets(names, in: staging.output)
        let slides = RenderedSlides(in: staging, limits: request.limits.work)
        do throws(MediaError) {
            if !attempt.earlier.isEmpty {
                let fingerprint = try await hashing.value.get().fingerprint(of: request).text
                // A slide names its input's path, and an upload may have got another name since.
                let paths = Set(request.mediaPaths)
                slides.take(
                    attempt.earlier.filter {
                        $0.fingerprint == fingerprint && paths.isSuperset(of: $0.slide.paths)
                    }, from: staging)
            }
            let replaceable = try await make(slides, inputs, targets, hashing, report)
            let finished = try await errand.verify(slides)
            let hashes = try await hashing.value.get()
            try hashes.checkUnchanged()
            try errand.checkCancellation()
            let manifest = try Manifest(
                request, slides: finished, verifier: errand.host.verifier(attempt.containment), names: names,
                hashes: hashes)
            let publication = try staging.prepare(
                manifest, replacing: replaceable, superseding: targets.superseded(by: manifest))
            try await attempt.publish(publication, request.input)
            try staging.close(publication)
            let story = IngestEvent.Story(manifest, names)
            report(.published(story))
            return story
        } catch {
            // A store that is far away can lose the claim of a run that is just giving names, and then another run
            // of the same job finds them taken.
            if attempt.withPublishLock != nil, error.code == .cannotCreateOutput,
                let story = try? await finishedStory(names, place, hashing)
            {
                staging.discard()
                report(.alreadyDone(story))
                return story
            }
            // What is made already is worth keeping where the queue has noted it for another attempt.
            if attempt.keepsSlides, error.canRetry, slides.areThere {
                staging.leave()
            } else {
                staging.discard()
            }
            throw error
        }
    }

    /// The same story, made by an earlier run and as that left it; nil where it is to be made.
    private func finishedStory(
        _ names: OutputNames, _ place: OutputPlace, _ hashing: Task<Result<SourceHashes, MediaError>, Never>
    ) async throws(MediaError) -> IngestEvent.Story? {
        guard !request.overwrites, let output = try open(place),
            let earlier = Manifest.read(names, in: output)
        else { return nil }
        let hashes = try await hashing.value.get()
        guard earlier.fingerprint == hashes.fingerprint(of: request).text, earlier.isWhole(in: output) else {
            return nil
        }
        return IngestEvent.Story(earlier, names)
    }

    private func open(_ place: OutputPlace) throws(MediaError) -> HeldFolder? {
        do throws(SystemError) {
            return try place.open()
        } catch {
            throw MediaError(writing: error, as: place.path)
        }
    }

    /// Has the worker make the slides that are not made yet.
    ///
    /// - Returns: names of files that may be replaced.
    private func make(
        _ slides: RenderedSlides, _ inputs: InputFiles, _ targets: Targets,
        _ hashing: Task<Result<SourceHashes, MediaError>, Never>,
        _ report: @escaping @Sendable (IngestEvent) -> Void
    ) async throws(MediaError) -> Set<String> {
        let answers = WorkerReplies()
        let notes = try EncoderNotes.create(for: request, in: slides.outputs.directory)
        defer { notes?.remove() }
        try await errand.perform(
            .make, inputs.list, outputs: slides.outputs, statistics: notes?.path, made: slides.numbers
        ) { [request, attempt] (message) async throws(MediaError) in
            answers.add(message)
            switch message {
            case .probed(let file, let media): report(.probed(file: file, media))
            case .planned(let plans):
                answers.replaceable = try targets.replaceable(
                    slideCount: plans.count, inputs: request.mediaPaths, overwrites: request.overwrites)
                report(.planned(plans))
            case .progress(let progress): report(.progress(progress))
            case .made(let slide):
                slides.add(slide)
                guard attempt.keepsSlides else { return }
                let fingerprint = try await hashing.value.get().fingerprint(of: request).text
                try await attempt.keep(try slides.kept(slide, fingerprint: fingerprint))
            case .reached, .divided, .wants, .previewed, .inspected, .reviewed, .verified, .tested, .log,
                .failed,
                .finished:
                break
            }
        }
        return answers.replaceable
    }
}
