#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A regular file that is open for reading, at any position and by several readers at once.
///
/// All code opens media through this type. It never maps the file: if a mapped file shrinks, the process is killed.
public final class MediaFile: Sendable {
    /// The caller's name for the file.
    public let name: String
    /// How many bytes the file had when it was opened.
    public let count: Int64
    private let descriptor: Int32
    private let isOwner: Bool

    /// Opens a file that came from outside.
    ///
    /// - Parameter name: a path, never interpreted as a URL or a pattern; or, after a call of
    ///   ``PreopenedFiles/adopt(_:)``, a name from its table.
    /// - Throws: ``MediaFileError`` if there is no such file, it is not a regular one, or it cannot be opened. A pipe
    ///   or a device is refused before anything waits for it.
    public convenience init(_ name: String) throws(MediaFileError) {
        try self.init(name, in: .current)
    }

    init(_ name: String, in files: PreopenedFiles) throws(MediaFileError) {
        if let descriptors = files.descriptors {
            guard let descriptor = descriptors[name] else { throw MediaFileError(ENOENT) }
            (self.descriptor, isOwner) = (descriptor, false)
        } else {
            (descriptor, isOwner) = (try Self.open(name), true)
        }
        self.name = name
        do throws(MediaFileError) {
            count = try Self.size(descriptor)
        } catch {
            if isOwner { _ = close(descriptor) }
            throw error
        }
    }

    /// Opens a file that this program wrote itself, independently of where files from outside come from.
    ///
    /// - Throws: ``MediaFileError`` as for files from outside.
    public convenience init(ownOutput path: String) throws(MediaFileError) {
        try self.init(adopting: try Self.open(path), name: path)
    }

    /// Takes over a descriptor, and closes it at the end.
    init(adopting descriptor: Int32, name: String) throws(MediaFileError) {
        (self.descriptor, isOwner, self.name) = (descriptor, true, name)
        do throws(MediaFileError) {
            count = try Self.size(descriptor)
        } catch {
            _ = close(descriptor)
            throw error
        }
    }

    deinit {
        if isOwner { _ = close(descriptor) }
    }

    /// Reads `count` bytes from a position, or fewer if the file ends first.
    ///
    /// - Throws: ``MediaFileError`` of kind `unreadable`.
    public func bytes(at offset: Int64, count: Int) throws(MediaFileError) -> [UInt8] {
        let wanted = Int(clamping: min(Int64(count), max(0, self.count - offset)))
        var failure: MediaFileError?
        let bytes = unsafe [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
            do throws(MediaFileError) {
                filled = try unsafe read(at: offset, into: UnsafeMutableRawBufferPointer(buffer))
            } catch {
                failure = error
            }
        }
        if let failure { throw failure }
        return bytes
    }

    /// Fills a buffer from a position.
    ///
    /// - Returns: the number of bytes; fewer than the buffer holds only at the end of the file.
    /// - Throws: ``MediaFileError`` of kind `unreadable`.
    ///
    /// Corresponds to `pread(2)`.
    public func read(
        at offset: Int64, into buffer: UnsafeMutableRawBufferPointer
    ) throws(MediaFileError) -> Int {
        var filled = 0
        while filled < buffer.count {
            let rest = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
            let got = unsafe pread(descriptor, rest.baseAddress, rest.count, off_t(offset) + off_t(filled))
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw MediaFileError(errno) }
            if got == 0 { break }
            filled += got
        }
        return filled
    }

    private static func open(_ path: String) throws(MediaFileError) -> Int32 {
        // C would use only the part of the name before the zero.
        guard !path.utf8.contains(0) else { throw MediaFileError(ENOENT) }
        while true {
            // An ordinary open would block for ever on a pipe without a writer.
            #if canImport(Glibc)
                let descriptor = unsafe Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
            #else
                let descriptor = unsafe Darwin.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY)
            #endif
            if descriptor >= 0 { return descriptor }
            if errno != EINTR { throw MediaFileError(errno) }
        }
    }

    private static func size(_ descriptor: Int32) throws(MediaFileError) -> Int64 {
        var status = stat()
        guard unsafe fstat(descriptor, &status) == 0 else { throw MediaFileError(errno) }
        switch status.st_mode & S_IFMT {
        case S_IFREG: return Int64(status.st_size)
        case S_IFDIR: throw MediaFileError(.folder, "This is a folder; name a file in it.", number: EISDIR)
        default: throw MediaFileError(.notRegular, "This is no regular file.", number: EINVAL)
        }
    }
}
