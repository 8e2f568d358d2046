internal import Libav
internal import Logging
public import Transcoding

/// A preview as a worker says it has drawn it; its picture is in the file that the worker was given.
public struct DrawnPreview: Hashable, Sendable, Codable {
    /// Counted from 1.
    public var slide: Int
    public var slideCount: Int
    /// What the slide lasts, in seconds.
    public var duration: Double
    /// The frames that are seen, rising.
    public var frames: [PreviewFrame]
    /// Of the picture, in pixels.
    public var width: Int
    public var height: Int
    /// What was done otherwise than asked or expected, in sentences.
    public var substitutions: [String]
    /// What was wrong with the input though it plays, in sentences.
    public var warnings: [String]
}

extension DrawnPreview {
    /// Draws one of the slides.
    init(
        drawing slides: [SlidePlan], _ options: PreviewOptions, into outputs: any OutputSource,
        order: WorkOrder,
        logger: Logger, interruption: Interruption
    ) async throws(MediaError) {
        guard slides.indices.contains(options.slide - 1) else {
            throw MediaError(
                .unusableStory, stage: .plan, file: order.request.input,
                message: slides.first?.plan.segments != nil
                    ? "There is no slide \(options.slide) to see alone: the slides are joined. Say --at with a moment of the "
                        + "whole."
                    : slides.count == 1
                        ? "There is no slide \(options.slide); the story has one."
                        : "There is no slide \(options.slide); the story has \(slides.count).")
        }
        let slide = slides[options.slide - 1]
        let export = try PreviewExport(
            plan: slide.plan, options: options, slides: slide.parts.map(\.content),
            baseDirectory: order.request.baseDirectory, limits: order.request.limits, policy: order.policy,
            threads: order.threads, logger: logger,
            interruption: interruption)
        let picture = try await export.run()
        let files = try outputs.open([.preview])
        do throws(LibavError) {
            try files[0].replace(with: picture.png)
        } catch {
            throw MediaError(writing: error, slide.plan.input)
        }
        self.init(
            slide: slide.plan.slide, slideCount: slide.plan.slideCount, duration: slide.plan.duration,
            frames: picture.frames, width: picture.width, height: picture.height,
            substitutions: order.request.notes + picture.substitutions,
            warnings: slide.plan.naming(slide.parts.map(\.media.warnings)) + picture.warnings)
    }
}
