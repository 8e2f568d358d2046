internal import Libav
internal import Logging
public import Transcoding

/// A slide that has been made and found right, still hidden.
public struct MadeSlide: Hashable, Sendable, Codable {
    /// A slide that was joined with others.
    public struct Part: Hashable, Sendable, Codable {
        /// The medium's path, as the user or the story named it.
        public var path: String
        /// What the medium turned out to be.
        public var media: MediaInfo
    }

    /// The medium's path, as the user or the story named it; of joined slides the first's.
    public var path: String
    /// What the medium turned out to be.
    public var media: MediaInfo
    public var plan: ExportPlan
    public var result: ExportResult
    public var output: OutputFacts
    /// The cover's moment in the slide, in seconds.
    public var coverTime: Double
    /// One for each segment of the plan; nil where nothing is joined.
    public var parts: [Part]?

    /// The paths of all its media.
    var paths: [String] { parts?.map(\.path) ?? [path] }
}

extension MadeSlide {
    /// Exports, verifies and takes the cover.
    init(
        making slide: SlidePlan, in workshop: Workshop, order: WorkOrder, logger: Logger,
        interruption: Interruption, report: @escaping @Sendable (IngestEvent.Progress) -> Void
    ) async throws(MediaError) {
        let plan = slide.plan
        let path = workshop.video(slide: plan.slide)
        let meter = ProgressMeter(
            slide: plan.slide, slideCount: plan.slideCount, frameRate: plan.frameRate)
        let export = Export(
            plan: plan, slides: slide.parts.map(\.content), baseDirectory: order.request.baseDirectory,
            limits: order.request.limits, policy: order.policy,
            threads: order.threads, logger: logger, interruption: interruption)
        let result = try await export.run(to: path) { progress in
            if let progress = meter.report(progress) { report(progress) }
        }
        let output = try Verifier(logger: logger).verify(path, plan: plan, result: result)
        let cover = try Self.cover(of: path, result, plan)
        let coverPath = workshop.cover(slide: plan.slide)
        do {
            try FileSystem.write(cover.jpeg, toNew: coverPath)
        } catch {
            throw MediaError(writing: error, as: coverPath)
        }
        self.init(
            path: slide.parts[0].path, media: slide.parts[0].media, plan: plan, result: result,
            output: output,
            coverTime: cover.time,
            parts: plan.segments.map { _ in slide.parts.map { Part(path: $0.path, media: $0.media) } })
    }

    private static func cover(
        of path: String, _ result: ExportResult, _ plan: ExportPlan
    ) throws(MediaError) -> Cover {
        do {
            return try Cover(of: path, duration: result.duration)
        } catch {
            throw MediaError(
                .bug, stage: .publish, file: plan.input,
                message: "No cover can be made of the output: \(error).", cause: error as? LibavError)
        }
    }
}
