internal import Foundation

/// A part of a picture, in shares of its width and height.
struct PictureWindow: Hashable {
    /// The left edge, 0 for the picture's own.
    var x: Double
    /// The upper edge.
    var y: Double
    var width: Double
    var height: Double
}

/// A slow move into a still picture, as in Ken Burns's documentaries.
///
/// Begins with all of the picture and ends closer to a point above its middle, where faces are.
struct KenBurns: Hashable {
    /// Pictures in the whole move.
    let frameCount: Int

    /// How much closer the last picture is than the first: in five seconds a change that is felt rather
    /// than seen.
    static let zoom = 1.12

    /// How far the last window lies towards the right and the upper edge, as shares of the way there.
    private static let drift = (x: 0.3, y: -0.6)

    /// The part of the picture that the frame `index` shows; the last one's for any later index.
    ///
    /// Depends on nothing but its arguments.
    func window(at index: Int) -> PictureWindow {
        let progress =
            frameCount > 1 ? Double(min(max(index, 0), frameCount - 1)) / Double(frameCount - 1) : 0
        // Half a cosine: the move begins and ends at rest.
        let eased = (1 - cos(.pi * progress)) / 2
        let side = 1 / (1 + (Self.zoom - 1) * eased)
        let margin = (1 - side) / 2
        return PictureWindow(
            x: margin * (1 + Self.drift.x), y: margin * (1 + Self.drift.y), width: side, height: side)
    }
}
