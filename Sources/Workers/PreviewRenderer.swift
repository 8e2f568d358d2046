internal import Compositing
internal import Libav
internal import Probing
internal import Story
internal import Transcoding

/// Draws the preview that a task asks for.
struct PreviewRenderer: Sendable {
    let task: PreviewTask
    let worker: Worker

    /// Draws one of the slides.
    ///
    /// - Throws: ``MediaError``; what it has written by then is of no use.
    func render(_ slides: [SlidePlan]) async throws(MediaError) -> DrawnPreview {
        let options = task.options
        guard slides.indices.contains(options.slide - 1) else {
            let isJoined = slides.first?.plan.segments != nil
            throw MediaError(
                .unusableStory, stage: .plan, file: task.input,
                message: isJoined
                    ? "Slide \(options.slide) cannot be drawn alone, because the slides are joined."
                    : slides.count == 1
                        ? "There is no slide \(options.slide); the story has one."
                        : "There is no slide \(options.slide); the story has \(slides.count).",
                remedies: isJoined ? [.chooseTime] : [])
        }
        let slide = slides[options.slide - 1]
        let export = try PreviewExport(
            plan: slide.plan, options: options, slides: slide.parts.map(\.content),
            in: worker.environment(for: task.request))
        let picture = try await export.run()
        let files = try worker.outputs.open([.preview])
        do throws(LibavError) {
            try files[0].replace(with: picture.png)
        } catch {
            throw MediaError(writing: error, slide.plan.input)
        }
        worker.send(.written(.preview))
        return DrawnPreview(
            slide: slide.plan.slide, slideCount: slide.plan.slideCount, duration: slide.plan.duration,
            frames: picture.frames, width: picture.width, height: picture.height,
            substitutions: task.request.notes + picture.substitutions,
            warnings: slide.plan.naming(slide.parts.map(\.media.warnings)) + picture.warnings)
    }
}
