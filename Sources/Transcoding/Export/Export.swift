public import Color
public import Libav
public import Probing
public import Story
internal import Threading

/// Turns a plan into a file.
///
/// ```
/// decode ──▶ convert ──▶ composite ──▶ encode ──▶ mux ──▶ file
///  (pick)    (scale, turn,  (overlays)    (H.264)     ▲
///             colours)                                │
/// sound: decode ─ resample ─ place on the clock ─ mix ─ AAC ┘
/// ```
///
/// If slides are joined, each has its own first three stages, and a stage before the encoder joins their frames
/// (``JoinedPipeline``).
///
/// Every stage runs on its own thread and owns what it opened. A ``Channel`` of a few elements connects two stages, so
/// a stage that is slower than its neighbours makes them wait, and nothing piles up. The first stage that fails cancels
/// all others; the end of a stream is a value that travels through the channels. The file is temporary until the caller
/// has verified it: an export never publishes anything.
public struct Export: Sendable {
    private let supply: FramePipeline
    private var plan: ExportPlan { supply.context.plan }

    /// - Parameters:
    ///   - cube: the table of the plan's grading, if it has one.
    ///   - overlays: what to draw over the picture, later ones on top.
    ///   - slidePath: the slide's JSONPath in the story, for messages about its parts.
    public init(
        plan: ExportPlan, cube: ColorCube? = nil, overlays: [Overlay],
        slidePath: String = "$.slides[0]", in environment: ExportEnvironment
    ) {
        self.init(
            plan: plan, slides: [SlideContent(cube: cube, overlays: overlays, slidePath: slidePath)],
            in: environment)
    }

    /// Creates an export of one slide, or of several that are joined.
    ///
    /// - Parameter slides: one, or one for each of the plan's segments.
    public init(plan: ExportPlan, slides: [SlideContent], in environment: ExportEnvironment) {
        supply = FramePipeline(plan: plan, slides: slides, in: environment)
    }

    /// Writes the story to a file, which is created or overwritten.
    ///
    /// While the export runs, the encoder's statistics for another pass lie beside the file. Everything else is as in
    /// ``run(to:statistics:progress:)``.
    public func run(
        to path: String, progress: @escaping @Sendable (ExportProgress) -> Void
    ) async throws(MediaError) -> ExportResult {
        let output: MediaOutput
        do throws(LibavError) {
            output = try MediaOutput(creating: path)
        } catch {
            throw MediaError(
                .cannotCreateOutput, stage: .mux, file: path, message: "It cannot be created.", cause: error)
        }
        let statistics = EncoderStatistics(at: path + ".statistics")
        defer { statistics.remove() }
        return try await run(to: output, statistics: statistics, progress: progress)
    }

    /// Writes the story to a file, whatever it held before.
    ///
    /// If the plan limits the file's size, and the rate factor makes the file larger, the stages make all frames once
    /// more, for passes with an average rate; see ``RateSearch``.
    ///
    /// - Parameters:
    ///   - output: a temporary file. If this throws, the file stays as it is.
    ///   - statistics: where the encoder writes what it needs for another pass; nil if the size is not limited.
    ///   - cover: chooses the cover from the frames that are encoded.
    ///   - progress: called on the muxer's thread for every frame that the file holds.
    /// - Throws: ``MediaError``, with code `cancelled` if the task is cancelled or the cancellation is raised.
    public func run(
        to output: MediaOutput, statistics: EncoderStatistics?, cover: CoverPicker? = nil,
        progress: @escaping @Sendable (ExportProgress) -> Void
    ) async throws(MediaError) -> ExportResult {
        guard let maximumBytes = plan.encoding.maximumBytes, plan.encoding.expectedVideoBitRate != nil,
            let statistics
        else {
            return try await run(.only, to: output, cover, progress).result
        }
        var search = RateSearch(maximumBytes: maximumBytes)
        var pass = EncodingPass.first(statistics)
        while true {
            var (result, file) = try await run(pass, number: search.passes, to: output, cover, progress)
            switch search.next(after: file) {
            case .done:
                result.rate = search.result
                if let sentence = search.sentence { result.substitutions.append(sentence) }
                return result
            case .again(let averageBitRate):
                pass = .second(statistics, averageBitRate: averageBitRate)
            case .hopeless(let sentence):
                throw MediaError(.unusableStory, stage: .encode, file: plan.input, message: sentence)
            }
        }
    }

    private func run(
        _ pass: EncodingPass, number: Int = 1, to output: MediaOutput, _ cover: CoverPicker?,
        _ progress: @escaping @Sendable (ExportProgress) -> Void
    ) async throws(MediaError) -> (result: ExportResult, file: RateSearch.File) {
        let supply = supply.starting(pass)
        cover?.restart()
        try await Watchdog(context: supply.context).watch {
            try await stages(supply, output, cover) { done in
                var done = done
                done.pass = number
                progress(done)
            }
        }
        let counts = supply.context.outcome
        let result = result(of: counts)
        let bytes: Int64
        do {
            bytes = try output.count()
        } catch {
            throw MediaError(
                .inputOutput, stage: .mux, file: plan.input,
                message: "The output cannot be read back.", cause: error)
        }
        return (
            result,
            RateSearch.File(bytes: bytes, videoBytes: counts.videoBytes, seconds: result.duration)
        )
    }

    private func result(of counts: ExportReport.Counts) -> ExportResult {
        var warnings = counts.warnings
        if counts.damagedFrames > 0 {
            let pictures = counts.damagedFrames == 1 ? "1 picture" : "\(counts.damagedFrames) pictures"
            warnings.append("damaged in the source: \(pictures)")
        }
        var result = ExportResult(
            frameCount: counts.frameCount ?? plan.frameCount, frameRate: plan.frameRate,
            decodedFrames: counts.decodedFrames, shownFrames: counts.shownFrames,
            damagedFrames: counts.damagedFrames,
            substitutions: plan.substitutions + counts.substitutions, overlays: counts.overlays,
            warnings: warnings)
        result.loudness = counts.loudness
        return result
    }

    private func stages(
        _ supply: FramePipeline, _ output: MediaOutput, _ cover: CoverPicker?,
        _ progress: @escaping @Sendable (ExportProgress) -> Void
    ) async throws {
        let context = supply.context
        let frames = Channel<Frame>(capacity: 0)
        let video = Channel<CodedOutput>(capacity: 8)
        let sound = Channel<CodedOutput>(capacity: 8)
        try await withThrowingDiscardingTaskGroup { stages in
            supply.start(in: &stages, into: frames)
            stages.addTask(executorPreference: StageExecutor("storymedia.encode")) {
                var stage = try EncodeStage(context)
                try await stage.run(from: frames, into: video, cover: cover)
            }
            stages.addTask(executorPreference: StageExecutor("storymedia.sound")) {
                var stage = try SoundStage(context)
                try await stage.run(into: sound)
            }
            stages.addTask(executorPreference: StageExecutor("storymedia.mux")) {
                var stage = try MuxStage(context, output: output, progress: progress)
                try await stage.run(video: video, sound: sound)
            }
        }
    }
}
