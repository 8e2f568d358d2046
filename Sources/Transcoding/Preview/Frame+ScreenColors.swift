internal import Kernels
package import Libav

extension Frame {
    /// Returns a canvas frame as 8-bit sRGB.
    ///
    /// Undoes matrix and range (BT.709 limited) and otherwise leaves the values as they are. Players show BT.709 on
    /// sRGB screens in the same way, and the colours of overlays get into the frame in the same way.
    ///
    /// - Precondition: the frame is ``Libav/PixelFormat/yuv420p``.
    package borrowing func screenColors() throws(LibavError) -> Frame {
        precondition(format == .yuv420p, "\(format) instead of yuv420p")
        var result = try Frame(width: width, height: height, format: .rgb24)
        let colors = ScreenColors(width: width, height: height)
        withPlane(0) { luma, lumaLayout in
            withPlane(1) { blue, chromaLayout in
                withPlane(2) { red, _ in
                    result.withMutablePlane(0) { target, layout in
                        colors.fill(
                            &target, luma: luma, blue: blue, red: red,
                            ScreenColors.Strides(
                                luma: lumaLayout.stride, chroma: chromaLayout.stride, target: layout.stride))
                    }
                }
            }
        }
        return result
    }
}
