internal import Libav

/// A rectangle of one picture and its place in another.
///
/// All numbers are even and in pixels of luma, so that the chroma of 4:2:0 moves by whole samples.
struct Patch: Hashable {
    var sourceX = 0
    var sourceY = 0
    var targetX = 0
    var targetY = 0
    var width: Int
    var height: Int

    /// Copies the rectangle.
    ///
    /// - Precondition: the rectangle lies in both pictures; both are ``Libav/PixelFormat/yuv420p``; nothing else refers
    ///   to the target's data.
    func copy(_ source: borrowing Frame, to target: inout Frame) {
        for plane in 0..<3 {
            let shift = plane == 0 ? 0 : 1
            source.withPlane(plane) { samples, layout in
                target.withMutablePlane(plane) { canvas, canvasLayout in
                    for row in 0..<height >> shift {
                        let from = ((sourceY >> shift) + row) * layout.stride + sourceX >> shift
                        let to = ((targetY >> shift) + row) * canvasLayout.stride + targetX >> shift
                        Self.copyRow(samples, from: from, to: &canvas, at: to, count: width >> shift)
                    }
                }
            }
        }
    }

    private static func copyRow(
        _ source: Span<UInt8>, from: Int, to target: inout MutableSpan<UInt8>, at start: Int, count: Int
    ) {
        precondition(from >= 0 && from <= source.count - count && start >= 0 && start <= target.count - count)
        for column in 0..<count { target[start &+ column] = source[from &+ column] }
    }
}
