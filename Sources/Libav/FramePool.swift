internal import CFFmpeg

/// Pictures of one size and format with reused memory.
///
/// A fresh 1080×1920 frame costs a page fault for each of its 760 pages, which is more than many of the kernels that
/// fill it. The pool may go before its frames do.
///
/// Corresponds to `AVBufferPool`.
@safe public struct FramePool: ~Copyable, @unchecked Sendable {
    // Sendable: the C pool does its own locking (libavutil/buffer.h).
    private let pool: OpaquePointer
    public let width: Int
    public let height: Int
    public let format: PixelFormat

    /// Rows start at multiples of this many bytes, for the widest vector instructions.
    private static let alignment: Int32 = 64

    /// - Throws: ``LibavError`` if the size or format is impossible or memory is short.
    public init(width: Int, height: Int, format: PixelFormat = .yuv420p) throws(LibavError) {
        let size = try LibavError.check(
            av_image_get_buffer_size(
                format.avPixelFormat, Int32(clamping: width), Int32(clamping: height), Self.alignment),
            "av_image_get_buffer_size")
        // Vector code may read a little past the last row.
        guard let pool = unsafe av_buffer_pool_init(Int(size) + Int(Self.alignment), nil) else {
            throw LibavError.outOfMemory("av_buffer_pool_init")
        }
        unsafe self.pool = pool
        self.width = width
        self.height = height
        self.format = format
    }

    deinit {
        var doomed: OpaquePointer? = unsafe pool
        unsafe av_buffer_pool_uninit(&doomed)
    }

    /// A frame with its own buffer and undefined samples.
    ///
    /// Corresponds to `av_buffer_pool_get`.
    public func make() throws(LibavError) -> Frame {
        let frame = Frame()
        guard let buffer = unsafe av_buffer_pool_get(pool) else {
            throw LibavError.outOfMemory("av_buffer_pool_get")
        }
        unsafe frame.pointer.pointee.buf.0 = buffer
        unsafe frame.pointer.pointee.width = Int32(width)
        unsafe frame.pointer.pointee.height = Int32(height)
        unsafe frame.pointer.pointee.format = format.rawValue
        let filled = unsafe withUnsafeMutablePointer(to: &frame.pointer.pointee.data) { data in
            unsafe data.withMemoryRebound(to: UnsafeMutablePointer<UInt8>?.self, capacity: 4) { planes in
                unsafe withUnsafeMutablePointer(to: &frame.pointer.pointee.linesize) { lines in
                    unsafe lines.withMemoryRebound(to: Int32.self, capacity: 4) { strides in
                        unsafe av_image_fill_arrays(
                            planes, strides, buffer.pointee.data, format.avPixelFormat,
                            Int32(width), Int32(height), Self.alignment)
                    }
                }
            }
        }
        try LibavError.check(filled, "av_image_fill_arrays")
        return frame
    }

    /// A frame with its own buffer; nil if the pool's frames have another size or format.
    public func make(ifWidth width: Int, height: Int, format: PixelFormat) throws(LibavError) -> Frame? {
        guard width == self.width, height == self.height, format == self.format else { return nil }
        return try make()
    }

    /// A frame from the pool with a copy of a picture's samples.
    ///
    /// - Precondition: the picture has the pool's size and format.
    ///
    /// Corresponds to `av_frame_copy`.
    public func copy(_ source: borrowing Frame) throws(LibavError) -> Frame {
        let frame = try make()
        try LibavError.check(unsafe av_frame_copy(frame.pointer, source.pointer), "av_frame_copy")
        return frame
    }
}
