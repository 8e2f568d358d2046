internal import Probing
public import Story

/// Options for a preview: what to show of a slide before it is made.
public struct PreviewOptions: Hashable, Sendable, Codable {
    public enum View: Hashable, Sendable, Codable {
        /// The frame nearest to a moment, in seconds from the slide's start.
        case frame(at: Double)
        /// Small frames from all over the slide, side by side.
        case sheet(columns: Int, rows: Int)
    }

    public var view: View
    /// Counted from 1.
    public var slide: Int
    /// The safe zone to draw over the picture; nil for none.
    public var safeZone: SafeZone?

    public init(_ view: View, slide: Int = 1, safeZone: SafeZone? = nil) {
        self.view = view
        self.slide = slide
        self.safeZone = safeZone
    }

    /// The most columns, and the most rows, of a sheet: the tiles of a larger one are too small to see.
    public static let largestSheet = 12
}

extension PreviewOptions {
    /// The frames of a slide that are shown, in rising order.
    ///
    /// - Throws: ``MediaError`` of code `unusableStory` if the slide has no such moment.
    func indices(in plan: ExportPlan) throws(MediaError) -> [Int] {
        switch view {
        case .frame(let seconds):
            let index = (seconds * Double(plan.frameRate)).rounded()
            guard index >= 0, index < Double(plan.frameCount) else {
                throw Self.beyondEnd(seconds, of: plan, frameCount: plan.frameCount)
            }
            return [Int(index)]
        case .sheet(let columns, let rows):
            // The middle of each of equal parts, and so neither the black of a fade-in nor the last frame.
            let count = columns * rows
            let indices = (0..<count).map { (2 * $0 + 1) * plan.frameCount / (2 * count) }
            return Set(indices).sorted()
        }
    }

    /// - Parameter frameCount: how many frames exist.
    static func beyondEnd(_ seconds: Double, of plan: ExportPlan, frameCount: Int) -> MediaError {
        let rate = Double(plan.frameRate)
        let slide =
            plan.segments != nil
            ? "the joined story" : plan.slideCount > 1 ? "slide \(plan.slide)" : "the slide"
        return MediaError(
            .unusableStory, stage: .plan, file: plan.input,
            message: """
                There is no frame at \(seconds.inSeconds): \(slide) lasts \((Double(frameCount) / rate).inSeconds), \
                and its last frame is at \((Double(max(0, frameCount - 1)) / rate).inSeconds). Choose an earlier \
                moment.
                """)
    }
}
