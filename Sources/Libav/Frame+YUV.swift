/// The layout of a 4:2:0 picture's planes in memory.
public struct YUVLayout: Hashable, Sendable {
    public let luma: PlaneLayout
    /// The layout of both chroma planes.
    public let chroma: PlaneLayout
}

extension Frame {
    /// Calls `body` with all three planes of an 8-bit picture; the spans are valid only inside it.
    ///
    /// - Precondition: the frame is ``PixelFormat/yuv420p``.
    public func withYUV<R, E: Error>(
        _ body: (Span<UInt8>, Span<UInt8>, Span<UInt8>, YUVLayout) throws(E) -> R
    ) throws(E) -> R {
        let layout = yuvLayout(.yuv420p)
        return try withPlane(0) { (y, _) throws(E) -> R in
            try withPlane(1) { (u, _) throws(E) -> R in
                try withPlane(2) { (v, _) throws(E) -> R in try body(y, u, v, layout) }
            }
        }
    }

    /// Calls `body` with all three planes of a 10-bit picture; the spans are valid only inside it.
    ///
    /// - Precondition: the frame is ``PixelFormat/yuv420p10``.
    public func withYUV16<R, E: Error>(
        _ body: (Span<UInt16>, Span<UInt16>, Span<UInt16>, YUVLayout) throws(E) -> R
    ) throws(E) -> R {
        let layout = yuvLayout(.yuv420p10)
        return try withPlane16(0) { (y, _) throws(E) -> R in
            try withPlane16(1) { (u, _) throws(E) -> R in
                try withPlane16(2) { (v, _) throws(E) -> R in try body(y, u, v, layout) }
            }
        }
    }

    /// Calls `body` with all three writable planes of an 8-bit picture; the spans are valid only
    /// inside it.
    ///
    /// - Precondition: the frame is ``PixelFormat/yuv420p``, and its data has no other reference.
    public mutating func withMutableYUV<R, E: Error>(
        _ body: (
            inout MutableSpan<UInt8>, inout MutableSpan<UInt8>, inout MutableSpan<UInt8>, YUVLayout
        ) throws(E) -> R
    ) throws(E) -> R {
        let layout = yuvLayout(.yuv420p)
        var y = unsafe MutableSpan(_unsafeStart: planeStart(0), count: byteCount(of: 0))
        var u = unsafe MutableSpan(_unsafeStart: planeStart(1), count: byteCount(of: 1))
        var v = unsafe MutableSpan(_unsafeStart: planeStart(2), count: byteCount(of: 2))
        return try body(&y, &u, &v, layout)
    }

    /// - Precondition: the frame has that format, and both its chroma planes have the same stride.
    private func yuvLayout(_ expected: PixelFormat) -> YUVLayout {
        precondition(format == expected, "\(format) instead of \(expected)")
        let bytesPerSample = expected.bitDepth > 8 ? 2 : 1
        func samples(_ bytes: PlaneLayout) -> PlaneLayout {
            PlaneLayout(
                width: bytes.width, height: bytes.height, stride: bytes.stride / bytesPerSample)
        }
        let (u, v) = (byteLayout(of: 1), byteLayout(of: 2))
        precondition(u == v, "the chroma planes lie differently")
        return YUVLayout(luma: samples(byteLayout(of: 0)), chroma: samples(u))
    }
}
