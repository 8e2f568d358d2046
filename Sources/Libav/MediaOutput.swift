#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A regular file that this program writes, open for writing and reading at any position.
///
/// A confined process cannot create a file. Its parent creates it and hands over the descriptor; the process never
/// learns the file's name.
///
/// Corresponds to a file descriptor that is open for reading and writing (`open(2)`).
public final class MediaOutput: Sendable {
    /// The file's name in errors.
    public let name: String
    let descriptor: Int32

    /// Takes over a descriptor that is open for reading and writing, and closes it at the end.
    public init(adopting descriptor: Int32, name: String) {
        self.descriptor = descriptor
        self.name = name
    }

    /// Creates a file, or empties an existing file of that name.
    ///
    /// - Throws: ``LibavError`` with the system's reason.
    public convenience init(creating path: String) throws(LibavError) {
        while true {
            let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
            if descriptor >= 0 {
                self.init(adopting: descriptor, name: path)
                return
            }
            if errno != EINTR { throw LibavError(code: -errno, call: "open") }
        }
    }

    deinit { close(descriptor) }

    /// Removes everything from the file.
    ///
    /// Corresponds to `ftruncate(2)`.
    func empty() throws(LibavError) {
        while ftruncate(descriptor, 0) != 0 {
            if errno != EINTR { throw LibavError(code: -errno, call: "ftruncate") }
        }
    }

    /// Writes all bytes of a buffer at a position.
    ///
    /// - Throws: ``LibavError`` with the system's reason.
    ///
    /// Corresponds to `pwrite(2)`.
    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64) throws(LibavError) {
        var done = 0
        while done < bytes.count {
            let rest = unsafe UnsafeRawBufferPointer(rebasing: bytes[done...])
            let count = unsafe pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset) + off_t(done))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw LibavError(code: -(count < 0 ? errno : EIO), call: "pwrite") }
            done += count
        }
    }

    /// Reads from a position, as much as there is and fits.
    ///
    /// - Returns: the number of bytes, 0 at the end of the file.
    ///
    /// Corresponds to `pread(2)`.
    func read(at offset: Int64, into buffer: UnsafeMutableRawBufferPointer) throws(LibavError) -> Int {
        while true {
            let count = unsafe pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
            if count >= 0 { return count }
            if errno != EINTR { throw LibavError(code: -errno, call: "pread") }
        }
    }

    /// How many bytes the file has.
    ///
    /// Corresponds to `fstat(2)`.
    public func count() throws(LibavError) -> Int64 {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw LibavError(code: -errno, call: "fstat") }
        return Int64(status.st_size)
    }

    /// Replaces the file's content.
    ///
    /// - Throws: ``LibavError`` with the system's reason.
    public func replace(with bytes: [UInt8]) throws(LibavError) {
        try empty()
        var failure: LibavError?
        unsafe bytes.withUnsafeBytes { buffer in
            do throws(LibavError) { try unsafe write(buffer, at: 0) } catch { failure = error }
        }
        if let failure { throw failure }
    }

    /// The file in its present state, for reading.
    ///
    /// - Throws: ``MediaFileError`` if the system cannot tell its length.
    public func reading() throws(MediaFileError) -> MediaFile {
        let copy = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
        guard copy >= 0 else { throw MediaFileError(errno) }
        return try MediaFile(adopting: copy, name: name)
    }
}
