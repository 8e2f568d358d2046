internal import CSandbox
internal import Synchronization

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A file in memory, for libraries that take nothing but a path.
///
/// Only this process can open the path, and Landlock lets it: the file is on no file system that has a place. The bytes
/// are never data of another process, so no rule about other files needs to be loosened.
///
/// Corresponds to `memfd_create(2)`.
@safe public final class MemoryFile: Sendable {
    /// What a library opens. No two files of a process ever have the same path, because libraries remember what they
    /// have read by its path.
    public let path: String
    private let descriptor: Int32

    /// Files that were made before this process confined itself.
    private static let reserve = Mutex<[Int32]>([])
    /// How many files this process has had.
    private static let serial = Mutex(0)

    /// Makes files ahead of time: a confined process cannot make any.
    ///
    /// - Throws: ``MemoryFileError`` if the system makes no more files.
    public static func reserve(_ count: Int) throws(MemoryFileError) {
        for _ in 0..<count {
            let descriptor = try make()
            reserve.withLock { $0.append(descriptor) }
        }
    }

    /// Puts bytes into a reserved file, or into a new one if none is left.
    ///
    /// - Throws: ``MemoryFileError`` if there is no file or no room.
    public init(_ bytes: [UInt8]) throws(MemoryFileError) {
        let reserved = Self.reserve.withLock { $0.popLast() }
        descriptor = if let reserved { reserved } else { try Self.make() }
        let number = Self.serial.withLock { serial in
            serial += 1
            return serial
        }
        // Slashes and dots between two folders mean nothing to the kernel, and distinguish the paths.
        let mark = String(number, radix: 2).map { $0 == "1" ? "/." : "/" }.joined()
        path = "/proc/self\(mark)/fd/\(descriptor)"
        var written = 0
        while written < bytes.count {
            let count = unsafe bytes.withUnsafeBytes { buffer in
                unsafe write(descriptor, buffer.baseAddress?.advanced(by: written), buffer.count - written)
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw MemoryFileError(code: errno) }
            written += count
        }
    }

    deinit { close(descriptor) }

    private static func make() throws(MemoryFileError) -> Int32 {
        let descriptor = csandbox_memory_file()
        guard descriptor >= 0 else { throw MemoryFileError(code: errno) }
        return descriptor
    }
}

/// Why there is no room for a file in memory.
public struct MemoryFileError: Error, Hashable, Sendable, CustomStringConvertible {
    /// The system's error number (`errno`).
    public let code: Int32

    /// Corresponds to `strerror`.
    public var description: String {
        "A file in memory cannot be made: \(unsafe String(cString: strerror(code))). Raise the limit on open files or "
            + "on memory."
    }
}
