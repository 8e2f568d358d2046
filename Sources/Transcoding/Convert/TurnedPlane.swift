internal import Libav

/// Where the samples of a stored plane go in a larger one when they are turned.
///
/// Turning is walking: from one column of the source to the next, and from one row to the next, the
/// place in the target moves on by a fixed number of elements.
struct TurnedPlane: Hashable, Sendable {
    /// The element of the target that takes the source's first sample.
    let start: Int
    /// Elements of the target from one column of the source to the next.
    let columnStep: Int
    /// Elements of the target from one row of the source to the next.
    let rowStep: Int

    /// - Parameters:
    ///   - source: the stored plane.
    ///   - orientation: how it is turned.
    ///   - target: the plane it is written to.
    ///   - x: the leftmost column of the target that is written.
    ///   - y: the topmost row of the target that is written.
    /// - Precondition: the turned plane lies in the target.
    init(_ source: PlaneLayout, _ orientation: Orientation, in target: PlaneLayout, atX x: Int, atY y: Int) {
        let (width, height) =
            orientation.swapsAxes ? (source.height, source.width) : (source.width, source.height)
        precondition(
            x >= 0 && y >= 0 && x + width <= target.width && y + height <= target.height,
            "\(width)×\(height) at \(x), \(y) is outside \(target.width)×\(target.height)")
        func offset(_ column: Int, _ row: Int) -> Int {
            let place = orientation.inverse.source(x: column, y: row, width: width, height: height)
            return (y + place.y) * target.stride + x + place.x
        }
        start = offset(0, 0)
        columnStep = offset(1, 0) - start
        rowStep = offset(0, 1) - start
    }
}
