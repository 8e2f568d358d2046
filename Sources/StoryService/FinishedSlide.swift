internal import Libav
internal import Logging
internal import Transcoding

/// A slide that has been made and found right, still hidden.
struct FinishedSlide: Sendable {
    let slide: SlidePlan
    let result: ExportResult
    let output: OutputFacts
    let coverPath: String
    let coverTime: Double

    /// Exports, verifies and takes the cover.
    init(
        _ slide: SlidePlan, staging: Staging, baseDirectory: String, limits: Limits, logger: Logger,
        interruption: Interruption, report: @escaping @Sendable (IngestEvent) -> Void
    ) async throws(MediaError) {
        let plan = slide.plan
        let path = try staging.makePart(.video(slide: plan.slide))
        let meter = ProgressMeter(
            slide: plan.slide, slideCount: plan.slideCount, frameRate: plan.frameRate)
        let export = Export(
            plan: plan, overlays: slide.overlays, baseDirectory: baseDirectory,
            overlayPath: slide.overlayPath, limits: limits, logger: logger, interruption: interruption)
        let result = try await export.run(to: path) { progress in
            if let progress = meter.report(progress) { report(.progress(progress)) }
        }
        output = try Verifier(logger: logger).verify(path, plan: plan, result: result)
        let cover = try Self.cover(of: path, result, plan)
        coverPath = try staging.makePart(.cover(slide: plan.slide))
        coverTime = cover.time
        do {
            try FileSystem.write(cover.jpeg, to: coverPath)
        } catch {
            throw MediaError(writing: error, as: coverPath)
        }
        self.slide = slide
        self.result = result
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
