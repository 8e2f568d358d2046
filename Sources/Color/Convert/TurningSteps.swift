internal import Libav

/// Where the samples of a rectangle go when it is turned.
///
/// From one source column to the next, and from one source row to the next, the position in the target moves by a fixed
/// number of elements.
struct TurningSteps: Hashable, Sendable {
    /// The element of the target that receives the source's first sample.
    let start: Int
    /// Elements of the target from one column of the source to the next.
    let column: Int
    /// Elements of the target from one row of the source to the next.
    let row: Int

    /// - Parameters:
    ///   - orientation: how the rectangle is turned.
    ///   - width: columns of the source.
    ///   - height: rows of the source.
    ///   - stride: elements from one row of the target to the next.
    init(_ orientation: Orientation, width: Int, height: Int, stride: Int) {
        func element(_ column: Int, _ row: Int) -> Int {
            let sample = PixelRect(x: column, y: row, width: 1, height: 1)
            let place = orientation.turned(sample, ofWidth: width, height: height)
            return place.y * stride + place.x
        }
        start = element(0, 0)
        column = element(1, 0) - start
        row = element(0, 1) - start
    }
}
