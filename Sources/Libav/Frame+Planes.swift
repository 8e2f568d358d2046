internal import CFFmpeg

/// Where the samples of one plane lie.
public struct PlaneLayout: Hashable, Sendable {
    /// Samples in a row.
    public let width: Int
    /// Rows.
    public let height: Int
    /// Elements from the start of a row to the start of the next.
    public let stride: Int
}

extension Frame {
    /// How many planes the picture's format has.
    ///
    /// Corresponds to `av_pix_fmt_count_planes`.
    public var planeCount: Int { max(0, Int(av_pix_fmt_count_planes(format.avPixelFormat))) }

    /// Calls `body` with the bytes of one plane; the span is valid only inside it.
    ///
    /// Row `y` starts at element `y * stride`. For packed formats `width` is in pixels.
    ///
    /// - Precondition: the frame is a picture with that plane.
    public func withPlane<R, E: Error>(
        _ index: Int, _ body: (Span<UInt8>, PlaneLayout) throws(E) -> R
    ) throws(E) -> R {
        let layout = byteLayout(of: index)
        let start = unsafe planeStart(index)
        let bytes = unsafe Span(_unsafeStart: UnsafePointer(start), count: byteCount(of: index))
        return try body(bytes, layout)
    }

    /// Calls `body` with the writable bytes of one plane; the span is valid only inside it.
    ///
    /// - Precondition: the frame is a picture with that plane, and its data has no other reference.
    public mutating func withMutablePlane<R, E: Error>(
        _ index: Int, _ body: (inout MutableSpan<UInt8>, PlaneLayout) throws(E) -> R
    ) throws(E) -> R {
        let layout = byteLayout(of: index)
        let start = unsafe planeStart(index)
        var bytes = unsafe MutableSpan(_unsafeStart: start, count: byteCount(of: index))
        return try body(&bytes, layout)
    }

    /// Calls `body` with the 16-bit samples of one plane; the span is valid only inside it.
    ///
    /// - Precondition: the frame's format has more than 8 bits a sample and that plane.
    public func withPlane16<R, E: Error>(
        _ index: Int, _ body: (Span<UInt16>, PlaneLayout) throws(E) -> R
    ) throws(E) -> R {
        precondition(format.bitDepth > 8, "\(format) has 8-bit samples")
        let bytes = byteLayout(of: index)
        let layout = PlaneLayout(width: bytes.width, height: bytes.height, stride: bytes.stride / 2)
        let count = byteCount(of: index) / 2
        return try unsafe planeStart(index).withMemoryRebound(to: UInt16.self, capacity: count) {
            (start) throws(E) -> R in
            try body(unsafe Span(_unsafeStart: UnsafePointer(start), count: count), layout)
        }
    }

    /// Calls `body` with the writable 16-bit samples of one plane; the span is valid only inside it.
    ///
    /// - Precondition: as ``withPlane16(_:_:)``, and no other reference to the frame's data exists.
    public mutating func withMutablePlane16<R, E: Error>(
        _ index: Int, _ body: (inout MutableSpan<UInt16>, PlaneLayout) throws(E) -> R
    ) throws(E) -> R {
        precondition(format.bitDepth > 8, "\(format) has 8-bit samples")
        let bytes = byteLayout(of: index)
        let layout = PlaneLayout(width: bytes.width, height: bytes.height, stride: bytes.stride / 2)
        let count = byteCount(of: index) / 2
        return try unsafe planeStart(index).withMemoryRebound(to: UInt16.self, capacity: count) {
            (start) throws(E) -> R in
            var samples = unsafe MutableSpan(_unsafeStart: start, count: count)
            return try body(&samples, layout)
        }
    }

    func planeStart(_ index: Int) -> UnsafeMutablePointer<UInt8> {
        precondition((0..<planeCount).contains(index), "no plane \(index) in \(format)")
        let planes = unsafe pointer.pointee.data
        let start = unsafe index == 0 ? planes.0 : index == 1 ? planes.1 : index == 2 ? planes.2 : planes.3
        guard let start = unsafe start else { preconditionFailure("the frame has no data") }
        return unsafe start
    }

    /// How many bytes lie between the first sample and the last: a part of a picture may not touch the rest of its last
    /// row.
    ///
    /// Corresponds to `av_image_get_linesize`.
    func byteCount(of index: Int) -> Int {
        let layout = byteLayout(of: index)
        let row = av_image_get_linesize(format.avPixelFormat, Int32(width), Int32(index))
        precondition(row > 0 && row <= layout.stride, "rows of \(row) bytes, \(layout.stride) apart")
        return layout.stride * (layout.height - 1) + Int(row)
    }

    func byteLayout(of index: Int) -> PlaneLayout {
        let strides = unsafe pointer.pointee.linesize
        let stride = index == 0 ? strides.0 : index == 1 ? strides.1 : index == 2 ? strides.2 : strides.3
        precondition(stride > 0, "rows that run upwards are not supported")
        let isChroma = (index == 1 || index == 2) && planeCount > 2
        let shift = isChroma ? format.chromaShift : (0, 0)
        return PlaneLayout(
            width: -((-width) >> shift.0), height: -((-height) >> shift.1), stride: Int(stride))
    }
}
