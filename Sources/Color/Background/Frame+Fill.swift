package import Libav
package import Story

extension Frame {
    /// Fills a canvas with one colour.
    ///
    /// - Precondition: it is ``Libav/PixelFormat/yuv420p``, and its data has no other reference.
    package mutating func fill(_ color: Color) {
        precondition(format == .yuv420p, "\(format) instead of yuv420p")
        let video = VideoColor(color)
        for plane in 0..<3 {
            let value = UInt8(video.component(plane).rounded())
            withMutablePlane(plane) { samples, _ in samples.update(repeating: value) }
        }
    }

    /// Covers a canvas with copies of a picture, side by side from its upper left corner.
    ///
    /// - Parameter tile: ``Libav/PixelFormat/yuv420p``, of even size.
    /// - Precondition: the canvas is ``Libav/PixelFormat/yuv420p``, and its data has no other reference.
    package mutating func tile(with tile: borrowing Frame) {
        precondition(
            format == .yuv420p && tile.format == .yuv420p && tile.width % 2 == 0 && tile.height % 2 == 0)
        for plane in 0..<3 {
            tile.withPlane(plane) { source, sourceLayout in
                withMutablePlane(plane) { target, layout in
                    for row in 0..<layout.height {
                        let from = row % sourceLayout.height * sourceLayout.stride
                        var left = 0
                        for column in 0..<layout.width {
                            target[row * layout.stride + column] = source[from + left]
                            left += 1
                            if left == sourceLayout.width { left = 0 }
                        }
                    }
                }
            }
        }
    }
}
