package import Libav

/// Fills the canvas around a picture that does not cover it with the picture itself, blurred, darkened and enlarged.
///
/// It blurs a copy at an eighth of the canvas' size, which costs next to nothing and looks the same when enlarged.
package struct BlurredBackground: Sendable {
    /// How many times smaller the copy is than the canvas, in both directions.
    static let reduction = 8

    /// Samples on either side that a box covers. Three boxes in a row approximate a Gaussian (W3C Filter Effects 1,
    /// 9.2) with a standard deviation of 36 pixels of the canvas.
    private static let lumaRadius = 4
    private static let chromaRadius = lumaRadius / 2
    /// Fractional bits of a blurred sample, which keep slow gradients from showing steps.
    private static let fractionBits: Int16 = 7
    /// The remaining brightness, in 128ths: 70 %, which makes the picture in front stand out.
    private static let brightness: Int32 = 90

    package init() {}

    /// Fills the canvas around a picture.
    ///
    /// - Parameters:
    ///   - small: the picture in BT.709, limited range, covering the shape of the canvas at about
    ///     1 / ``reduction`` of its size; ``Libav/PixelFormat/yuv420p``.
    ///   - covered: the part that the picture will cover, in pixels of the canvas, even; it stays unchanged.
    ///   - canvas: overwritten everywhere else; ``Libav/PixelFormat/yuv420p``; its data has no other reference.
    package func fill(_ canvas: inout Frame, around covered: PixelRect, from small: borrowing Frame) {
        for plane in 0..<3 {
            let isLuma = plane == 0
            let grey: Int32 = isLuma ? 16 : 128
            let blurred = small.withPlane(plane) { samples, layout in
                var picture = DownscaledPlane(width: layout.width, height: layout.height) { column, row in
                    let sample = Int32(samples[row * layout.stride + column])
                    // At most (255 - 16) * 90 + 16 * 128, and not below 0 for either plane.
                    return Int16((sample - grey) * Self.brightness + grey << Int32(Self.fractionBits))
                }
                for _ in 0..<3 { picture.blur(radius: isLuma ? Self.lumaRadius : Self.chromaRadius) }
                return picture
            }
            canvas.withMutablePlane(plane) { target, layout in
                let shift = isLuma ? 0 : 1
                blurred.enlarge(
                    over: &target, layout,
                    leavingOut: PixelRect(
                        x: covered.x >> shift, y: covered.y >> shift,
                        width: covered.width >> shift, height: covered.height >> shift),
                    fractionBits: Self.fractionBits)
            }
        }
    }
}
