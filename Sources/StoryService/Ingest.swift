public import Conformance
internal import Files
public import Logging
public import Probing
internal import Story
internal import Synchronization
public import Threading
public import Transcoding
public import Workers

/// Makes a story from an upload, from the file to the published result.
///
/// StoryService handles files, folders and manifests. The contents of media belong to module Workers, and only a worker
/// reads them.
///
/// ```
/// leftovers ─▶ earlier? ─▶ staging ─▶ worker: probe ─▶ plan ─▶ (export ─▶ cover) ─▶ another: verify ─▶ publish
///                 ▲                                           for each slide                          ▲
/// hash of the input ──────────────────────────────────────────────────────────────────────────────────┘
/// ```
///
/// The upload is only read. All output stays in hidden files until ``Publication/place()``, and a failure before that
/// leaves nothing behind. A killed process leaves hidden files, which the next run for the same name settles
/// (``StagingRecovery``).
public struct Ingest: Sendable {
    private let request: IngestRequest
    private let attempt: IngestAttempt
    private let cancellation: CancellationToken
    private let errand: WorkerClient

    /// - Parameters:
    ///   - host: starts the workers that read media.
    ///   - attempt: the queue's attempt that this run belongs to.
    ///   - logger: receives FFmpeg's messages about the media.
    ///   - cancellation: stops the run when cancelled.
    public init(
        _ request: IngestRequest, host: any WorkerHost, attempt: IngestAttempt = IngestAttempt(),
        logger: Logger, cancellation: CancellationToken = CancellationToken()
    ) {
        self.request = request
        self.attempt = attempt
        self.cancellation = cancellation
        errand = WorkerClient(
            request.input, host: host, threads: attempt.threads, containment: attempt.containment,
            logger: logger,
            cancellation: cancellation)
    }

    /// Returns what a run would do: one plan for each slide. Writes nothing.
    ///
    /// - Throws: ``MediaError`` if an input is missing or unusable, or the story asks for something impossible.
    public func plans() async throws(MediaError) -> [ExportPlan] {
        try await WorkerClient.onOwnThread(cancellation) { () async throws(MediaError) -> [ExportPlan] in
            try await errand.perform(PlanTask(request), try InputFiles(request).list)
        }
    }

    /// Returns what the input is. Writes nothing.
    ///
    /// - Throws: ``MediaError`` if it is missing or unusable.
    public func mediaInfo() async throws(MediaError) -> MediaInfo {
        try await WorkerClient.onOwnThread(cancellation) { () async throws(MediaError) -> MediaInfo in
            try await errand.perform(
                ProbeTask(request.input, limits: request.limits), try InputFiles(request).list)
        }
    }

    /// Measures the input and reports what a platform may mind. Writes nothing.
    ///
    /// - Throws: ``MediaError`` if it is missing or unusable.
    public func inspection() async throws(MediaError) -> Inspection {
        try await WorkerClient.onOwnThread(cancellation) { () async throws(MediaError) -> Inspection in
            try await errand.perform(
                InspectTask(request.input, limits: request.limits), try InputFiles(request).list)
        }
    }

    /// Measures the story and reports what a viewer may mind. Writes nothing.
    ///
    /// Reports missing files, and still examines everything else.
    ///
    /// - Throws: ``MediaError`` if the work was cancelled or is impossible.
    public func review() async throws(MediaError) -> StoryReview {
        try await WorkerClient.onOwnThread(cancellation) { () async throws(MediaError) -> StoryReview in
            let inputs = try InputFiles(present: request)
            let slides = try await errand.perform(ReviewTask(request), inputs.list)
            return StoryReview(
                slides: slides, missing: inputs.missing(of: request),
                isJoined: request.story.isJoined && slides.count > 1)
        }
    }

    /// Makes the story and publishes it, or finds that an earlier run already has.
    ///
    /// - Parameter report: called for every event, from several threads, but never concurrently. The last event says
    ///   how the run ended.
    /// - Returns: where the story is.
    /// - Throws: ``MediaError``; in that case nothing was published.
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

        let staging = try Staging.make(names, in: place, key: PublicationKey.open(in: attempt.state))
        let targets = Targets(names, in: staging.output)
        let slides = RenderedSlides(in: staging, limits: request.limits.work)
        do throws(MediaError) {
            if !attempt.earlier.isEmpty {
                let fingerprint = try await hashing.value.get().fingerprint(of: request).text
                // A slide names its input by path, and the upload may have been renamed since.
                let paths = Set(request.mediaPaths)
                slides.take(
                    attempt.earlier.filter {
                        $0.fingerprint == fingerprint && paths.isSuperset(of: $0.slide.paths)
                    }, from: staging)
            }
            let replaceable = try await make(slides, inputs, targets, hashing, report)
            let finished = try await errand.verify(slides, of: request)
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
            // A remote store can lose the claim of a run that is publishing. Another run of the same job, such as this
            // one, then finds the names taken.
            if attempt.withPublishLock != nil, error.code == .cannotCreateOutput,
                let story = try? await finishedStory(names, place, hashing)
            {
                staging.discard()
                report(.alreadyDone(story))
                return story
            }
            // Keep the finished slides if the queue has recorded them for another attempt.
            if attempt.keepsSlides, error.canRetry, slides.areThere {
                staging.leave()
            } else {
                staging.discard()
            }
            throw error
        }
    }

    /// The same story if an earlier run made it and it is unchanged; nil if it must be made.
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

    /// Has the worker make the slides that are still missing.
    ///
    /// - Returns: names of files that may be replaced.
    private func make(
        _ slides: RenderedSlides, _ inputs: InputFiles, _ targets: Targets,
        _ hashing: Task<Result<SourceHashes, MediaError>, Never>,
        _ report: @escaping @Sendable (IngestEvent) -> Void
    ) async throws(MediaError) -> Set<String> {
        let replaceable = Mutex<Set<String>>([])
        let notes = try EncoderNotes.create(for: request, in: slides.outputs.directory)
        defer { notes?.remove() }
        // The answer says only that all slides are made. Each was taken in as soon as it was made.
        _ = try await errand.perform(
            MakeTask(request, statistics: notes?.path, madeSlides: slides.numbers), inputs.list,
            outputs: slides.outputs
        ) { [request, attempt] (event) async throws(MediaError) in
            switch event {
            case .probed(let file, let media): report(.probed(file: file, media))
            case .planned(let plans):
                let names = try targets.replaceable(
                    slideCount: plans.count, inputs: request.mediaPaths, overwrites: request.overwrites)
                replaceable.withLock { $0 = names }
                report(.planned(plans))
            case .progress(let progress): report(.progress(progress))
            case .made(let slide):
                slides.add(slide)
                guard attempt.keepsSlides else { return }
                let fingerprint = try await hashing.value.get().fingerprint(of: request).text
                try await attempt.keep(try slides.kept(slide, fingerprint: fingerprint))
            case .reached, .divided, .wants, .written, .log: break
            }
        }
        return replaceable.withLock { $0 }
    }
}
