internal import Libav

extension Frame {
    /// Makes an 8-bit picture black, in limited range.
    ///
    /// - Precondition: the frame is ``Libav/PixelFormat/yuv420p``, and nobody else refers to its data.
    mutating func fillBlack() {
        precondition(format == .yuv420p, "\(format) instead of yuv420p")
        for plane in 0..<3 {
            let black: UInt8 = plane == 0 ? 16 : 128
            withMutablePlane(plane) { samples, _ in samples.update(repeating: black) }
        }
    }
}
