package import Libav

/// Bytes of a file or an array, for random access in small pieces.
///
/// Keeps one window of the file. A reader can go byte by byte, and memory does not grow with the file's size.
package final class ByteSource {
    /// The total number of bytes.
    package let count: Int64
    private let fetch: (_ offset: Int64, _ count: Int) throws(HeaderError) -> [UInt8]
    private var window: [UInt8] = []
    private var windowStart: Int64 = 0

    /// The size of the window in bytes: half of what Linux reads ahead by default (128 KiB).
    private static let windowBytes = 64 << 10

    /// Reads a file.
    package convenience init(_ file: MediaFile) {
        self.init(count: file.count) { (offset, count) throws(HeaderError) -> [UInt8] in
            do throws(MediaFileError) {
                return try file.bytes(at: offset, count: count)
            } catch {
                throw HeaderError(.unreadable, error.message)
            }
        }
    }

    /// Reads from memory.
    package convenience init(_ bytes: [UInt8]) {
        self.init(count: Int64(bytes.count)) { (offset, count) throws(HeaderError) -> [UInt8] in
            let start = Int(clamping: offset)
            return Array(bytes[start..<min(bytes.count, start + count)])
        }
    }

    /// Reads through a closure.
    ///
    /// - Parameter fetch: returns a number of bytes from an offset, fewer at the end.
    package init(
        count: Int64, fetch: @escaping (_ offset: Int64, _ count: Int) throws(HeaderError) -> [UInt8]
    ) {
        self.count = count
        self.fetch = fetch
    }

    /// The byte at an offset.
    ///
    /// - Throws: ``HeaderError`` of kind `truncated` outside the source.
    package func byte(at offset: Int64) throws(HeaderError) -> UInt8 {
        guard offset >= 0, offset < count else { throw .truncated(at: min(offset, count)) }
        if offset < windowStart || offset - windowStart >= Int64(window.count) {
            window = try fetch(offset, Int(min(Int64(Self.windowBytes), count - offset)))
            windowStart = offset
            // A file that was truncated after it was opened returns less than its size promised.
            if window.isEmpty { throw .truncated(at: offset) }
        }
        return window[Int(offset - windowStart)]
    }

    /// `count` bytes from an offset.
    ///
    /// - Throws: ``HeaderError`` of kind `truncated` if there are fewer.
    package func bytes(at offset: Int64, count wanted: Int) throws(HeaderError) -> [UInt8] {
        guard offset >= 0, wanted >= 0, offset <= count, Int64(wanted) <= count - offset else {
            throw .truncated(at: count)
        }
        let skipped = offset - windowStart
        if skipped >= 0, skipped + Int64(wanted) <= Int64(window.count) {
            return Array(window[Int(skipped)..<Int(skipped) + wanted])
        }
        let bytes = try fetch(offset, wanted)
        guard bytes.count == wanted else { throw .truncated(at: offset + Int64(bytes.count)) }
        return bytes
    }
}
