internal import CFFmpeg
internal import Kernels

/// Makes one full picture from each pair of fields, using the pictures before and after it.
///
/// Pictures marked as progressive pass unchanged. See ``Kernels/FieldFilter``.
public struct Deinterlacer: ~Copyable {
    private var previous: Frame?
    private var current: Frame?
    private var next: Frame?
    private var finished: Frame?
    private var isDrained = false
    /// Replaced if a clip changes its size or format midway.
    private var pool: FramePool?

    public init() {}

    /// Sends a frame. The caller must have received the result of the previous one.
    ///
    /// - Throws: ``LibavError`` if memory is short.
    public mutating func send(_ frame: consuming Frame) throws(LibavError) {
        let isFirst = next == nil
        previous = current.take()
        current = next.take()
        next = consume frame
        if !isFirst { finished = try whole() }
    }

    /// Tells the deinterlacer that no more frames will come.
    ///
    /// - Throws: ``LibavError`` if memory is short.
    public mutating func drain() throws(LibavError) {
        if isDrained { return }
        isDrained = true
        // What follows the last picture is unknown; the best guess is that nothing changes.
        guard let last = try next?.reference() else { return }
        try send(last)
    }

    /// The next progressive frame, if available.
    public mutating func receive() -> DecoderOutput {
        if let frame = finished.take() { return .frame(frame) }
        return isDrained ? .finished : .needsInput
    }

    /// The current picture, deinterlaced.
    private mutating func whole() throws(LibavError) -> Frame? {
        guard let picture = try current?.reference() else { return nil }
        let rows = picture.height >> picture.format.chromaShift.vertical
        // A single plane for both chromas would have another layout. None of our decoders makes one.
        let isOfUse = rows >= FieldFilter.minimumRows && picture.planeCount != 2
        guard picture.isInterlaced, isOfUse else { return picture }
        var target = try frame(like: picture)
        let before = Self.neighbour(try previous?.reference(), of: picture)
        let after = Self.neighbour(try next?.reference(), of: picture)
        let filter = FieldFilter(
            bytesPerSample: picture.format.bitDepth > 8 ? 2 : 1, maximum: (1 << picture.format.bitDepth) - 1,
            isTopFieldFirst: unsafe storymedia_frame_is_top_field_first(picture.pointer))
        if let before, let after {
            target.fill(with: filter, before, picture, after, hasNeighbours: true)
        } else {
            target.fill(with: filter, picture, picture, picture, hasNeighbours: false)
        }
        return target
    }

    /// The frame before or after a picture, if it has the same size and format.
    private static func neighbour(_ frame: consuming Frame?, of picture: borrowing Frame) -> Frame? {
        guard let frame else { return nil }
        if frame.isLike(picture) { return frame }
        return nil
    }

    /// An empty frame with a picture's properties, but marked as progressive.
    private mutating func frame(like picture: borrowing Frame) throws(LibavError) -> Frame {
        var made = try pool?.make(ifWidth: picture.width, height: picture.height, format: picture.format)
        if made == nil {
            let fitting = try FramePool(width: picture.width, height: picture.height, format: picture.format)
            made = try fitting.make()
            pool = consume fitting
        }
        guard let frame = made.take() else { throw LibavError.outOfMemory("av_buffer_pool_get") }
        try LibavError.check(
            unsafe av_frame_copy_props(frame.pointer, picture.pointer), "av_frame_copy_props")
        unsafe storymedia_frame_set_progressive(frame.pointer)
        return frame
    }
}

extension Frame {
    fileprivate borrowing func isLike(_ other: borrowing Frame) -> Bool {
        width == other.width && height == other.height && format == other.format
    }

    /// Fills all planes from the planes of three pictures with this one's size and format.
    fileprivate mutating func fill(
        with filter: FieldFilter, _ previous: borrowing Frame, _ current: borrowing Frame,
        _ next: borrowing Frame, hasNeighbours: Bool
    ) {
        for index in 0..<planeCount {
            let planes = (
                previous.fields(of: index, filter), current.fields(of: index, filter),
                next.fields(of: index, filter),
                fields(of: index, filter)
            )
            previous.withPlane(index) { previousBytes, _ in
                current.withPlane(index) { currentBytes, _ in
                    next.withPlane(index) { nextBytes, _ in
                        withMutablePlane(index) { target, _ in
                            filter.fill(
                                &target, planes.3, previous: previousBytes, planes.0, current: currentBytes,
                                planes.1, next: nextBytes, planes.2, hasNeighbours: hasNeighbours)
                        }
                    }
                }
            }
        }
    }

    private borrowing func fields(of index: Int, _ filter: FieldFilter) -> FieldFilter.Plane {
        let layout = byteLayout(of: index)
        let bytes = Int(av_image_get_linesize(format.avPixelFormat, Int32(width), Int32(index)))
        return FieldFilter.Plane(
            width: bytes / filter.bytesPerSample, height: layout.height, stride: layout.stride)
    }
}
