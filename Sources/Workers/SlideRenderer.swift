internal import Compositing
internal import Libav
internal import Probing
internal import Transcoding

/// Renders the slides of a task.
struct SlideRenderer: Sendable {
    let task: MakeTask
    let worker: Worker

    /// Exports a slide and takes its cover. Reports progress meanwhile.
    ///
    /// - Throws: ``MediaError``; what it has written by then is of no use.
    func render(_ slide: SlidePlan) async throws(MediaError) -> RenderedSlide {
        let plan = slide.plan
        let files = try worker.outputs.open([.video(slide: plan.slide), .cover(slide: plan.slide)])
        let meter = ProgressMeter(
            slide: plan.slide, slideCount: plan.slideCount, frameRate: plan.frameRate)
        let export = Export(
            plan: plan, slides: slide.parts.map(\.content),
            in: worker.environment(for: task.request))
        let picker = CoverPicker(plan)
        let send = worker.send
        let result = try await export.run(
            to: files[0], statistics: task.statistics.map(EncoderStatistics.init(at:)), cover: picker
        ) { progress in
            if let progress = meter.report(progress) { send(.progress(progress)) }
        }
        let cover = try Self.cover(picker, plan)
        do throws(LibavError) {
            try files[1].replace(with: cover.bytes)
        } catch {
            throw MediaError(writing: error, plan.input)
        }
        return RenderedSlide(
            source: slide.parts[0].index + 1, path: slide.parts[0].path, media: slide.parts[0].media,
            plan: plan, result: result,
            coverTime: cover.time,
            parts: plan.segments.map { _ in
                slide.parts.map { RenderedSlide.Part(path: $0.path, media: $0.media) }
            })
    }

    private static func cover(
        _ picker: CoverPicker, _ plan: ExportPlan
    ) throws(MediaError) -> (bytes: [UInt8], time: Double) {
        let cause: LibavError?
        do {
            if let cover = try picker.jpeg() { return cover }
            cause = nil
        } catch {
            cause = error
        }
        throw MediaError(
            .bug, stage: .publish, file: plan.input, message: "No cover could be made from the story.",
            cause: cause)
    }
}

extension MediaError {
    /// The error for an output that a worker cannot write.
    init(writing error: LibavError, _ file: String) {
        self.init(
            .inputOutput, stage: .publish, file: file,
            message: error.isDiskFull
                ? "There is no space left for the output; make room and try again."
                : "The output cannot be written.",
            cause: error)
    }
}
