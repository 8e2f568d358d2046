internal import Compositing
internal import Libav
internal import Logging
internal import Probing
internal import Story
internal import Threading
internal import Transcoding

/// What a task has to work with, in whatever process it is performed.
public struct Worker: Sendable {
    /// The names of the files that it may read.
    let files: Set<String>
    /// How many threads each codec may use, 0 for one per core.
    let threads: Int
    /// The parts of FFmpeg that the files may reach.
    let policy: MediaPolicy
    /// Whether the process has confined itself.
    let isConfined: Bool
    let logger: Logger
    let cancellation: CancellationToken
    let outputs: any OutputSource
    let send: @Sendable (WorkerEvent) -> Void

    /// The fonts of the story that is drawn, which all its slides share.
    let fonts: FontLibrary

    /// - Parameter isConfined: whether the process has confined itself, as the request may have asked.
    init(
        for request: WorkerRequest<some WorkerTask>, isConfined: Bool, logger: Logger,
        cancellation: CancellationToken, outputs: any OutputSource,
        send: @escaping @Sendable (WorkerEvent) -> Void
    ) {
        files = Set(request.files)
        threads = request.threads
        policy = request.containment.isListed ? .cameraRoll : .everything
        self.isConfined = isConfined
        self.logger = logger
        self.cancellation = cancellation
        self.outputs = outputs
        self.send = send
        let story = request.task.drawn
        fonts = FontLibrary(
            story?.story ?? StoryDocument(slides: []), in: story?.baseDirectory ?? ".")
    }

    func prober(_ limits: Limits) -> Prober { Prober(limits: limits, policy: policy, logger: logger) }

    /// Plans the slides of a story.
    ///
    /// - Parameter probed: called with each medium's path and facts.
    func plans(
        for request: IngestRequest, probed: (String, MediaInfo) -> Void
    ) throws(MediaError) -> [SlidePlan] {
        try SlidePlan.plans(
            for: request, prober: prober(request.limits), threads: threads, cancellation: cancellation,
            probed: probed,
            // A search through a long clip takes a while. These messages show the host that it goes on.
            divided: {
                send(.divided(frame: $0.frame))
                logger.debug("divided at frame \($0.frame): \($0.reason.rawValue)")
            })
    }

    /// How slides of a story are exported here.
    func environment(for request: IngestRequest) -> ExportEnvironment {
        ExportEnvironment(
            baseDirectory: request.baseDirectory, fonts: fonts, limits: request.limits, policy: policy,
            threads: threads, logger: logger, cancellation: cancellation)
    }

    /// What a person should know about the story's fonts. When the story is made, its slides report it.
    func fontNotes(_ request: IngestRequest) throws(MediaError) -> [String] {
        do throws(CompositingError) {
            return try fonts.notes().map(\.description)
        } catch {
            throw MediaError(
                .unusableStory, stage: .composite, file: request.input, message: error.description)
        }
    }
}
