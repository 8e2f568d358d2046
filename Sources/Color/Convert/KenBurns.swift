internal import Foundation
package import Story

/// A part of a picture, in shares of its width and height.
package struct PictureWindow: Hashable {
    /// The left edge, 0 for the picture's own.
    var x: Double
    /// The upper edge.
    var y: Double
    var width: Double
    var height: Double
}

/// A camera's move over a canvas, picture by picture.
package struct KenBurns: Hashable {
    let move: CameraMove
    /// Pictures in the whole move.
    let frameCount: Int

    package init(move: CameraMove, frameCount: Int) {
        self.move = move
        self.frameCount = frameCount
    }

    /// The part of the picture that the frame `index` shows; the last one's for any later index.
    ///
    /// Depends on nothing but its arguments.
    package func window(at index: Int) -> PictureWindow {
        let time = frameCount > 1 ? Double(min(max(index, 0), frameCount - 1)) / Double(frameCount - 1) : 0
        let progress = move.easing.progress(at: time)
        let (from, to) = (1 / move.from.scale, 1 / move.to.scale)
        // By equal factors in equal times, as a zoom lens: a long way in would begin with a rush otherwise.
        // Easings that overshoot do not leave the picture.
        let side = min(1, from * pow(to / from, progress))
        // Towards a point that stays where it is on the canvas, if both views have it in common.
        let way = abs(to - from) > 1e-9 ? (side - from) / (to - from) : progress
        return PictureWindow(
            x: Self.edge(move.from.x + (move.to.x - move.from.x) * way, side),
            y: Self.edge(move.from.y + (move.to.y - move.from.y) * way, side), width: side, height: side)
    }

    /// Where a side begins whose middle is at `middle`, or as near to that as the picture allows.
    private static func edge(_ middle: Double, _ side: Double) -> Double {
        min(max(middle - side / 2, 0), 1 - side)
    }
}
