package import Libav

/// Copies pictures onto a canvas, turning them upright.
package struct PlaneTurner: Sendable {
    let orientation: Orientation

    package init(orientation: Orientation) {
        self.orientation = orientation
    }

    /// Copies an 8-bit picture.
    ///
    /// - Parameters:
    ///   - source: the stored picture, ``Libav/PixelFormat/yuv420p``.
    ///   - canvas: receives the turned picture, ``Libav/PixelFormat/yuv420p``; its data has no other reference.
    ///   - x: the leftmost column of the canvas that is written, even.
    ///   - y: the topmost row of the canvas that is written, even.
    /// - Precondition: the turned picture lies in the canvas.
    package func copy(_ source: borrowing Frame, to canvas: inout Frame, atX x: Int, atY y: Int) {
        precondition(
            canvas.holds(source, orientation, atX: x, atY: y), "the picture does not lie in the canvas")
        for plane in 0..<3 {
            let shift = plane == 0 ? 0 : 1
            source.withPlane(plane) { samples, layout in
                canvas.withMutablePlane(plane) { target, targetLayout in
                    let origin = (y >> shift) * targetLayout.stride + x >> shift
                    if orientation == .identity {
                        Self.copyRows(samples, layout, to: &target, targetLayout, origin)
                    } else {
                        turn(samples, layout, to: &target, targetLayout, origin)
                    }
                }
            }
        }
    }

    private static func copyRows(
        _ source: Span<UInt8>, _ layout: PlaneLayout, to target: inout MutableSpan<UInt8>,
        _ targetLayout: PlaneLayout, _ origin: Int
    ) {
        let width = layout.width
        for row in 0..<layout.height {
            let (from, to) = (row * layout.stride, origin + row * targetLayout.stride)
            precondition(from >= 0 && from + width <= source.count && to >= 0 && to + width <= target.count)
            for column in 0..<width { target[to &+ column] = source[from &+ column] }
        }
    }

    private func turn(
        _ source: Span<UInt8>, _ layout: PlaneLayout, to target: inout MutableSpan<UInt8>,
        _ targetLayout: PlaneLayout, _ origin: Int
    ) {
        var tile = TurningTile()
        for top in stride(from: 0, to: layout.height, by: TurningTile.side) {
            for left in stride(from: 0, to: layout.width, by: TurningTile.side) {
                let part = PixelRect(
                    x: left, y: top, width: min(TurningTile.side, layout.width - left),
                    height: min(TurningTile.side, layout.height - top))
                tile.load(source, layout, part)
                tile.turn(
                    TurningSteps(
                        orientation, width: part.width, height: part.height, stride: TurningTile.side))
                let turned = orientation.turned(part, ofWidth: layout.width, height: layout.height)
                tile.store(&target, targetLayout, origin, turned)
            }
        }
    }
}
