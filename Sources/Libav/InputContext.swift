internal import CFFmpeg
internal import Threading

/// Lets FFmpeg read a ``MediaFile`` from its descriptor. So FFmpeg never sees the name of a file or of a protocol.
///
/// Corresponds to `AVIOContext` with read and seek callbacks.
@safe struct InputContext: ~Copyable {
    let pointer: UnsafeMutablePointer<AVIOContext>
    // FFmpeg refers to this without owning it.
    private let reader: Reader

    /// The buffer size of FFmpeg's own `file:` (`IO_BUFFER_SIZE`), so that files are read in the same steps at the same
    /// speed.
    private static let bufferBytes = 32 << 10

    /// The position in the file, and what stops the reading. Only the thread that calls FFmpeg uses it.
    private final class Reader {
        let file: MediaFile
        let cancellation: CancellationToken?
        var position: Int64 = 0
        /// The reason for the first failed read.
        private(set) var failure: LibavError?

        init(_ file: MediaFile, _ cancellation: CancellationToken?) {
            self.file = file
            self.cancellation = cancellation
        }

        /// Corresponds to `read_packet`.
        func read(into buffer: UnsafeMutableRawBufferPointer) -> Int32 {
            // FFmpeg polls its interrupt callback only in protocols, and this is not one.
            if cancellation?.isCancelled ?? false { return storymedia_AVERROR_EXIT }
            // Damaged files make FFmpeg seek to positions that no system call accepts.
            if position >= file.count { return storymedia_AVERROR_EOF }
            do throws(MediaFileError) {
                let count = try unsafe file.read(at: position, into: buffer)
                position += Int64(count)
                return count > 0 ? Int32(clamping: count) : storymedia_AVERROR_EOF
            } catch {
                failure = failure ?? .unreadable(error)
                return storymedia_AVERROR_EIO
            }
        }

        /// Corresponds to `seek`.
        func seek(_ offset: Int64, _ whence: Int32) -> Int64 {
            let start: Int64
            switch whence & ~AVSEEK_FORCE {
            case AVSEEK_SIZE: return file.count
            case SEEK_SET: start = 0
            case SEEK_CUR: start = position
            case SEEK_END: start = file.count
            default: return Int64(storymedia_AVERROR_EINVAL)
            }
            let (target, overflow) = start.addingReportingOverflow(offset)
            guard !overflow, target >= 0 else { return Int64(storymedia_AVERROR_EINVAL) }
            position = target
            return target
        }
    }

    /// Throws if a call has failed, the file could not be read, or the work is cancelled.
    ///
    /// This check is needed after successful calls, too: demuxers mistake a failed read for the end of the file or for
    /// damage, and a small file is in memory before cancellation could stop a read.
    func check(_ result: Int32, _ call: String) throws(LibavError) {
        if reader.cancellation?.isCancelled ?? false {
            throw LibavError(code: storymedia_AVERROR_EXIT, call: call)
        }
        if let failure = reader.failure { throw failure }
        try LibavError.check(result, call)
    }

    init(_ file: MediaFile, _ cancellation: CancellationToken?) throws(LibavError) {
        let reader = Reader(file, cancellation)
        guard let buffer = unsafe av_malloc(Self.bufferBytes) else { throw .outOfMemory("av_malloc") }
        let context = unsafe avio_alloc_context(
            buffer.assumingMemoryBound(to: UInt8.self), Int32(Self.bufferBytes), 0,
            Unmanaged.passUnretained(reader).toOpaque(),
            { opaque, buffer, count in
                guard let opaque = unsafe opaque, let buffer = unsafe buffer else {
                    return storymedia_AVERROR_EINVAL
                }
                let reader = unsafe Unmanaged<Reader>.fromOpaque(opaque).takeUnretainedValue()
                return unsafe reader.read(
                    into: UnsafeMutableRawBufferPointer(start: buffer, count: Int(count)))
            }, nil,
            { opaque, offset, whence in
                guard let opaque = unsafe opaque else { return Int64(storymedia_AVERROR_EINVAL) }
                return unsafe Unmanaged<Reader>.fromOpaque(opaque).takeUnretainedValue().seek(offset, whence)
            })
        guard let context = unsafe context else {
            unsafe av_free(buffer)
            throw .outOfMemory("avio_alloc_context")
        }
        unsafe pointer = context
        self.reader = reader
    }

    deinit {
        // FFmpeg may have replaced the first buffer.
        unsafe av_freep(&pointer.pointee.buffer)
        var doomed: UnsafeMutablePointer<AVIOContext>? = unsafe pointer
        unsafe avio_context_free(&doomed)
    }
}
