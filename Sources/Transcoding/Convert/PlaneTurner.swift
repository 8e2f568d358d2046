internal import Libav

/// Copies pictures onto a canvas and turns them on the way.
struct PlaneTurner: Sendable {
    let orientation: Orientation

    /// Copies an 8-bit picture.
    ///
    /// - Parameters:
    ///   - source: the stored picture, ``Libav/PixelFormat/yuv420p``.
    ///   - canvas: takes the turned picture, ``Libav/PixelFormat/yuv420p``.
    ///   - x: the leftmost column of the canvas that is written, even.
    ///   - y: the topmost row of the canvas that is written, even.
    /// - Precondition: the turned picture lies in the canvas.
    func copy(_ source: borrowing Frame, to canvas: inout Frame, atX x: Int, atY y: Int) {
        precondition(x % 2 == 0 && y % 2 == 0, "\(x), \(y) is not on a chroma sample")
        for plane in 0..<3 {
            let shift = plane == 0 ? 0 : 1
            source.withPlane(plane) { samples, layout in
                canvas.withMutablePlane(plane) { target, targetLayout in
                    let walk = TurnedPlane(
                        layout, orientation, in: targetLayout, atX: x >> shift, atY: y >> shift)
                    Self.copy(samples, layout, to: &target, walk)
                }
            }
        }
    }

    private static func copy(
        _ source: Span<UInt8>, _ layout: PlaneLayout, to target: inout MutableSpan<UInt8>,
        _ walk: TurnedPlane
    ) {
        switch walk.columnStep {
        case 1: copyRows(source, layout, to: &target, walk)
        case -1: mirrorRows(source, layout, to: &target, walk)
        default: transpose(source, layout, to: &target, walk)
        }
    }

    private static func copyRows(
        _ source: Span<UInt8>, _ layout: PlaneLayout, to target: inout MutableSpan<UInt8>,
        _ walk: TurnedPlane
    ) {
        let width = layout.width
        for row in 0..<layout.height {
            let from = row * layout.stride
            let to = walk.start + row * walk.rowStep
            precondition(from >= 0 && from + width <= source.count && to >= 0 && to + width <= target.count)
            for column in 0..<width { target[to &+ column] = source[from &+ column] }
        }
    }

    private static func mirrorRows(
        _ source: Span<UInt8>, _ layout: PlaneLayout, to target: inout MutableSpan<UInt8>,
        _ walk: TurnedPlane
    ) {
        let width = layout.width
        for row in 0..<layout.height {
            let from = row * layout.stride
            let to = walk.start + row * walk.rowStep - (width - 1)
            precondition(from >= 0 && from + width <= source.count && to >= 0 && to + width <= target.count)
            for column in 0..<width { target[to &+ column] = source[from &+ (width &- 1 &- column)] }
        }
    }

    /// Columns become rows, in squares small enough that source and target stay in the first cache.
    private static func transpose(
        _ source: Span<UInt8>, _ layout: PlaneLayout, to target: inout MutableSpan<UInt8>,
        _ walk: TurnedPlane
    ) {
        let side = 64  // 64 lines of 64 bytes on either side: 8 KiB of at least 32
        for top in stride(from: 0, to: layout.height, by: side) {
            for left in stride(from: 0, to: layout.width, by: side) {
                for column in left..<min(left + side, layout.width) {
                    var from = top * layout.stride + column
                    var to = walk.start + column * walk.columnStep + top * walk.rowStep
                    for _ in top..<min(top + side, layout.height) {
                        target[to] = source[from]
                        from += layout.stride
                        to += walk.rowStep
                    }
                }
            }
        }
    }
}
