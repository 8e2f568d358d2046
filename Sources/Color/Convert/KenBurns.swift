internal import Foundation
package import Story

/// A camera move over a canvas, computed for each frame.
package struct KenBurns: Hashable {
    let move: CameraMove
    /// Frames in the whole move.
    let frameCount: Int

    package init(move: CameraMove, frameCount: Int) {
        self.move = move
        self.frameCount = frameCount
    }

    /// The part of the picture that frame `index` shows. Any later index gives the last frame's part.
    ///
    /// Depends only on its arguments.
    package func window(at index: Int) -> NormalizedRect {
        let time = frameCount > 1 ? Double(min(max(index, 0), frameCount - 1)) / Double(frameCount - 1) : 0
        let progress = move.easing.progress(at: time)
        let (from, to) = (1 / move.from.scale, 1 / move.to.scale)
        // Zooms by equal factors in equal times, like a zoom lens; otherwise a long zoom in would begin with a rush.
        // The minimum keeps easings that overshoot within the picture.
        let side = min(1, from * pow(to / from, progress))
        // Moves in proportion to the size, so a point that has the same place in both views stays there throughout.
        let way = abs(to - from) > 1e-9 ? (side - from) / (to - from) : progress
        return NormalizedRect(
            x: Self.edge(move.from.x + (move.to.x - move.from.x) * way, side),
            y: Self.edge(move.from.y + (move.to.y - move.from.y) * way, side), width: side, height: side)
    }

    /// The start of a window with its middle at `middle`, or as near to that as the picture allows.
    private static func edge(_ middle: Double, _ side: Double) -> Double {
        min(max(middle - side / 2, 0), 1 - side)
    }
}
