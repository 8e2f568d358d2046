internal import Libav

extension Frame {
    /// Makes an 8-bit picture black, in limited range.
    ///
    /// - Precondition: the frame is ``Libav/PixelFormat/yuv420p``, and its data has no other reference.
    package mutating func fillBlack() {
        precondition(format == .yuv420p, "\(format) instead of yuv420p")
        for plane in 0..<3 {
            let black: UInt8 = plane == 0 ? 16 : 128
            withMutablePlane(plane) { samples, _ in samples.update(repeating: black) }
        }
    }

    /// Whether a picture, once turned, lies within this frame, with its origin on a chroma sample.
    borrowing func holds(_ picture: borrowing Frame, _ orientation: Orientation, atX x: Int, atY y: Int)
        -> Bool
    {
        let (turnedWidth, turnedHeight) =
            orientation.swapsAxes ? (picture.height, picture.width) : (picture.width, picture.height)
        return x >= 0 && y >= 0 && x % 2 == 0 && y % 2 == 0
            && x + turnedWidth <= width && y + turnedHeight <= height
    }
}
