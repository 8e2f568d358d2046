internal import Libav

extension Frame {
    /// A canvas frame as 8-bit sRGB.
    ///
    /// Matrix and range are undone (BT.709 limited); the values stay as they are otherwise. That is how
    /// players show BT.709 on screens of sRGB, and how the colours of overlays get into the frame.
    ///
    /// - Precondition: the frame is ``Libav/PixelFormat/yuv420p``.
    borrowing func screenColors() throws(LibavError) -> Frame {
        var source = try reference()
        source.colorimetry = .bt709
        return try source.converted(toRGB: .rgb24)
    }
}
