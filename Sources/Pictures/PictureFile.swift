#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A file's content in memory, at an address that does not move: decoders of C keep pointers to it.
@safe final class PictureFile: @unchecked Sendable {
    // Sendable: the memory is written before `init` returns and never again.

    /// The content; whoever stores the pointer keeps the file as well.
    let memory: UnsafeRawBufferPointer

    /// Reads a file whole, after its first bytes have shown that it is a picture.
    init(path: String, limits: PictureLimits) throws(PictureFault) {
        // A FIFO without a writer would block an ordinary open for ever.
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw Self.unreadable(errno) }
        defer { _ = close(descriptor) }

        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw Self.unreadable(errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw PictureFault(.unreadable, "this is not a regular file")
        }
        let size = Int(status.st_size)
        guard size > 0 else { throw PictureFault(.truncated, "the file is empty") }

        // Pages that are not written to cost nothing.
        let buffer = UnsafeMutableRawBufferPointer.allocate(
            byteCount: min(size, max(limits.maximumBytes, Self.sniffedBytes)), alignment: 16)
        do throws(PictureFault) {
            let first = try unsafe Self.fill(buffer, to: Self.sniffedBytes, from: 0, descriptor)
            let start = unsafe Span<UInt8>(_unsafeBytes: UnsafeRawBufferPointer(rebasing: buffer[..<first]))
            guard PictureFormat.sniff(start) != nil else { throw .unknownFormat }
            guard size <= limits.maximumBytes else {
                throw PictureFault(
                    .tooLarge(.bytes), "the file has \(size) bytes, more than \(limits.maximumBytes)")
            }
            let count = try unsafe Self.fill(buffer, to: size, from: first, descriptor)
            unsafe memory = UnsafeRawBufferPointer(rebasing: buffer[..<count])
        } catch {
            unsafe buffer.deallocate()
            throw error
        }
    }

    deinit { unsafe memory.deallocate() }

    /// Calls `body` with the file's bytes; the span is valid only inside it.
    func withBytes<R: ~Copyable, E: Error>(_ body: (Span<UInt8>) throws(E) -> R) throws(E) -> R {
        try body(unsafe Span<UInt8>(_unsafeBytes: memory))
    }

    /// As many bytes as ``PictureFormat/sniff(_:)`` may want to see.
    private static let sniffedBytes = 4096

    /// Reads up to the offset `end`, or to the file's end where that comes first, and returns how far
    /// the buffer is filled.
    private static func fill(
        _ buffer: UnsafeMutableRawBufferPointer, to end: Int, from start: Int, _ descriptor: Int32
    ) throws(PictureFault) -> Int {
        var filled = start
        while filled < min(end, buffer.count) {
            let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled..<min(end, buffer.count)])
            let got = unsafe pread(descriptor, rest.baseAddress, rest.count, off_t(filled))
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw unreadable(errno) }
            if got == 0 { break }
            filled += got
        }
        return filled
    }

    private static func unreadable(_ code: Int32) -> PictureFault {
        let reason = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
        return PictureFault(.unreadable, "the file cannot be read: \(reason)")
    }
}
