internal import CFFmpeg

/// Lets FFmpeg write a ``MediaOutput`` through its descriptor. So FFmpeg never opens a file by name.
///
/// Corresponds to `AVIOContext` with read, write and seek callbacks.
@safe struct OutputContext: ~Copyable {
    let pointer: UnsafeMutablePointer<AVIOContext>
    private let cursor: OutputCursor

    init(_ output: MediaOutput) throws(LibavError) {
        let cursor = OutputCursor(output)
        unsafe pointer = try Self.allocate(cursor)
        self.cursor = cursor
    }

    deinit { unsafe Self.free(pointer) }

    /// Writes buffered data to the file.
    ///
    /// - Throws: ``LibavError`` of the first failed write or read. Reads matter because a muxer that cannot read back
    ///   the data it must move moves less, without reporting it.
    ///
    /// Corresponds to `avio_flush`.
    func flush() throws(LibavError) {
        unsafe avio_flush(pointer)
        try LibavError.check(unsafe pointer.pointee.error, "avio_flush")
        if let failure = cursor.readFailure { throw failure }
    }

    /// Lets a muxer read what it has written.
    ///
    /// The MP4 muxer needs this to move the index to the front (`ff_format_shift_data`, libavformat/utils.c): it opens
    /// its file a second time, for reading beside the first context.
    static func allowReading(_ context: UnsafeMutablePointer<AVFormatContext>) {
        unsafe context.pointee.io_open = { context, result, _, flags, _ in
            guard let result = unsafe result, flags & AVIO_FLAG_WRITE == 0,
                let written = unsafe context?.pointee.pb?.pointee.opaque
            else { return storymedia_AVERROR_EINVAL }
            let writer = unsafe Unmanaged<OutputCursor>.fromOpaque(written).takeUnretainedValue()
            do throws(LibavError) {
                unsafe result.pointee = try OutputContext.allocate(OutputCursor(readingBack: writer))
                return 0
            } catch {
                return error.code
            }
        }
        unsafe context.pointee.io_close2 = { _, opened in
            if let opened = unsafe opened { unsafe OutputContext.free(opened) }
            return 0
        }
    }

    /// The buffer size of FFmpeg's own `file:` (`IO_BUFFER_SIZE`).
    private static let bufferBytes = 32 << 10

    private static func allocate(
        _ cursor: OutputCursor
    ) throws(LibavError) -> UnsafeMutablePointer<AVIOContext> {
        guard let buffer = unsafe av_malloc(bufferBytes) else { throw .outOfMemory("av_malloc") }
        let retained = unsafe Unmanaged.passRetained(cursor)
        let context = unsafe storymedia_avio_alloc_context(
            buffer.assumingMemoryBound(to: UInt8.self), Int32(bufferBytes), cursor.isReadingBack ? 0 : 1,
            unsafe retained.toOpaque(),
            { opaque, buffer, count in
                guard let opaque = unsafe opaque, let buffer = unsafe buffer else {
                    return storymedia_AVERROR_EINVAL
                }
                let bytes = unsafe UnsafeMutableRawBufferPointer(start: buffer, count: Int(count))
                return unsafe Unmanaged<OutputCursor>.fromOpaque(opaque).takeUnretainedValue().read(
                    into: bytes)
            },
            { opaque, buffer, count in
                guard let opaque = unsafe opaque, let buffer = unsafe buffer else {
                    return storymedia_AVERROR_EINVAL
                }
                let bytes = unsafe UnsafeRawBufferPointer(start: buffer, count: Int(count))
                return unsafe Unmanaged<OutputCursor>.fromOpaque(opaque).takeUnretainedValue().write(bytes)
            },
            { opaque, offset, whence in
                guard let opaque = unsafe opaque else { return Int64(storymedia_AVERROR_EINVAL) }
                return unsafe Unmanaged<OutputCursor>.fromOpaque(opaque).takeUnretainedValue()
                    .seek(offset, whence)
            })
        guard let context = unsafe context else {
            unsafe retained.release()
            unsafe av_free(buffer)
            throw .outOfMemory("avio_alloc_context")
        }
        return unsafe context
    }

    private static func free(_ context: UnsafeMutablePointer<AVIOContext>) {
        if let opaque = unsafe context.pointee.opaque {
            unsafe Unmanaged<OutputCursor>.fromOpaque(opaque).release()
        }
        // FFmpeg may have replaced the first buffer.
        unsafe av_freep(&context.pointee.buffer)
        var doomed: UnsafeMutablePointer<AVIOContext>? = unsafe context
        unsafe avio_context_free(&doomed)
    }
}

/// The position in an output at which FFmpeg reads or writes. Only the thread that calls FFmpeg uses it.
private final class OutputCursor {
    private let output: MediaOutput
    /// The cursor that writes what this one reads back; nil for a cursor that writes.
    private let writer: OutputCursor?
    private var position: Int64 = 0
    /// The reason for the first failed read, by this cursor or by one that reads back what this one wrote.
    private(set) var readFailure: LibavError?

    init(_ output: MediaOutput) {
        self.output = output
        writer = nil
    }

    init(readingBack writer: OutputCursor) {
        output = writer.output
        self.writer = writer
    }

    var isReadingBack: Bool { writer != nil }

    private func note(_ failure: LibavError) { readFailure = readFailure ?? failure }

    /// Corresponds to `read_packet`.
    func read(into buffer: UnsafeMutableRawBufferPointer) -> Int32 {
        do throws(LibavError) {
            let count = try unsafe output.read(at: position, into: buffer)
            position += Int64(count)
            return count > 0 ? Int32(clamping: count) : storymedia_AVERROR_EOF
        } catch {
            (writer ?? self).note(error)
            return error.code
        }
    }

    /// Corresponds to `write_packet`.
    func write(_ bytes: UnsafeRawBufferPointer) -> Int32 {
        do throws(LibavError) {
            try unsafe output.write(bytes, at: position)
            position += Int64(bytes.count)
            return Int32(clamping: bytes.count)
        } catch {
            return error.code
        }
    }

    /// Corresponds to `seek`.
    func seek(_ offset: Int64, _ whence: Int32) -> Int64 {
        let start: Int64
        switch whence & ~AVSEEK_FORCE {
        case AVSEEK_SIZE: return (try? output.count()) ?? Int64(storymedia_AVERROR_EIO)
        case SEEK_SET: start = 0
        case SEEK_CUR: start = position
        case SEEK_END: start = (try? output.count()) ?? 0
        default: return Int64(storymedia_AVERROR_EINVAL)
        }
        let (target, overflow) = start.addingReportingOverflow(offset)
        guard !overflow, target >= 0 else { return Int64(storymedia_AVERROR_EINVAL) }
        position = target
        return target
    }
}
