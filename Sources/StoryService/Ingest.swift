public import Libav
public import Logging
public import Transcoding

/// Makes a story from an upload: the whole way from a file to what is published.
///
/// Module StoryService knows files, folders and manifests; what is inside of media is Transcoding's
/// business.
///
/// ```
/// leftovers ─▶ earlier? ─▶ probe ─▶ plan ─▶ export ─▶ verify ─▶ cover ─▶ publish
///                 ▲                         (for each slide)                ▲
/// hash of the input ────────────────────────────────────────────────────────┘
/// ```
///
/// The upload is only read. Until ``Staging/publish(_:replacing:)`` all output is in hidden files, and
/// whatever happens before leaves nothing; a process that is killed leaves hidden files, which the
/// next run for the same name settles (``Leftovers``).
public struct Ingest: Sendable {
    private let request: IngestRequest
    private let logger: Logger
    private let interruption: Interruption

    /// - Parameters:
    ///   - logger: receives FFmpeg's lines about the media.
    ///   - interruption: stops the run when it is raised.
    public init(
        _ request: IngestRequest, logger: Logger, interruption: Interruption = Interruption()
    ) {
        self.request = request
        var logger = logger
        logger[metadataKey: "input"] = "\(request.input)"
        self.logger = logger
        self.interruption = interruption
    }

    /// What would be done, one plan for each slide. Nothing is written.
    ///
    /// - Throws: ``MediaError`` where an input is missing or of no use, or the story asks for
    ///   something that cannot be had.
    public func plans() async throws(MediaError) -> [ExportPlan] {
        try await onOwnThread { () async throws(MediaError) -> [ExportPlan] in
            try checkInputs()
            let slides = try SlidePlan.plans(
                for: request, logger: logger, interruption: interruption, probed: { _, _ in })
            return slides.map(\.plan)
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
            return try await onOwnThread { () async throws(MediaError) -> IngestEvent.Story in
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
        try checkInputs()
        let names = OutputNames(input: request.input, outputDirectory: request.outputDirectory)
        Leftovers.settle(names)
        let targets = Targets(names)
        let hashing = SourceHashes.reading(request, interruption)
        defer { hashing.cancel() }

        if let earlier = targets.earlier, !request.overwrites {
            let hashes = try await hashing.value.get()
            if earlier.fingerprint == hashes.fingerprint(of: request).text, earlier.isWhole(in: names.folder)
            {
                let story = IngestEvent.Story(earlier, names)
                report(.alreadyDone(story))
                return story
            }
        }

        let slides = try SlidePlan.plans(for: request, logger: logger, interruption: interruption) {
            report(.probed(file: $0, $1))
        }
        let replaceable = try targets.replaceable(
            slideCount: slides.count, inputs: request.mediaPaths, overwrites: request.overwrites)
        let staging = try Staging(names)
        defer { staging.discard() }
        report(.planned(slides.map(\.plan)))

        var made: [FinishedSlide] = []
        for slide in slides {
            made.append(
                try await FinishedSlide(
                    slide, staging: staging, baseDirectory: request.baseDirectory, limits: request.limits,
                    logger: logger, interruption: interruption, report: report))
        }
        let hashes = try await hashing.value.get()
        try hashes.checkUnchanged()
        try checkInterruption()
        let manifest = try Manifest(request, slides: made, names: names, hashes: hashes)
        try staging.publish(manifest, replacing: replaceable)
        targets.removeSuperseded(by: manifest)
        let story = IngestEvent.Story(manifest, names)
        report(.published(story))
        return story
    }

    private func checkInputs() throws(MediaError) {
        for path in request.mediaPaths {
            do {
                // Opening says more than looking: whether the file may be read.
                let status = try OpenFile(path, for: .reading).status()
                guard !status.isFolder else {
                    throw MediaError(
                        .unusableMedia, stage: .open, file: path,
                        message: "It is a folder. Name the files in it.")
                }
                guard status.isRegular else {
                    throw MediaError(
                        .unusableMedia, stage: .open, file: path,
                        message: "It is not a file but a device or a pipe. Save it to a file first.")
                }
            } catch let error as SystemError {
                throw MediaError(reading: error, as: path)
            } catch let error as MediaError {
                throw error
            } catch {
                throw MediaError(.bug, stage: .open, file: path, message: "\(error)")
            }
        }
    }

    private func checkInterruption() throws(MediaError) {
        guard interruption.isRaised else { return }
        throw MediaError(
            .cancelled, stage: .publish, file: request.input, message: "Stopped before it was finished.")
    }

    /// Runs blocking and computing work beside Swift's pool. Cancelling the caller raises the
    /// interruption.
    private func onOwnThread<R: Sendable>(
        _ work: @escaping @Sendable () async throws(MediaError) -> R
    ) async throws(MediaError) -> R {
        let task = Task(executorPreference: StageExecutor("storymedia.ingest")) {
            () async -> Result<R, MediaError> in
            do throws(MediaError) { return .success(try await work()) } catch { return .failure(error) }
        }
        return try await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            interruption.raise()
        }.get()
    }
}
