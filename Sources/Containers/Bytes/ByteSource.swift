package import Libav

/// Bytes that are read at any place, in small pieces: a file's, or those of an array.
///
/// Keeps one window of the file, so that a reader may go byte by byte while memory stays the same
/// whatever the file's size.
package final class ByteSource {
    /// How many bytes there are.
    package let count: Int64
    private let fetch: (_ offset: Int64, _ count: Int) throws(HeaderError) -> [UInt8]
    private var window: [UInt8] = []
    private var windowStart: Int64 = 0

    /// Bytes of the window; as much as Linux reads ahead by itself at half its default (128 KiB).
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
    /// - Parameter fetch: gives so many bytes from an offset on, fewer where they end.
    package init(
        count: Int64, fetch: @escaping (_ offset: Int64, _ count: Int) throws(HeaderError) -> [UInt8]
    ) {
        self.count = count
        self.fetch = fetch
    }

    /// The byte at a place.
    ///
    /// - Throws: ``HeaderError`` of kind `truncated` outside the source.
    package func byte(at offset: Int64) throws(HeaderError) -> UInt8 {
        guard offset >= 0, offset < count else { throw .truncated(at: min(offset, count)) }
        if offset < windowStart || offset - windowStart >= Int64(window.count) {
            window = try fetch(offset, Int(min(Int64(Self.windowBytes), count - offset)))
            windowStart = offset
            // A file that has been cut since it was opened gives less than its size promised.
            if window.isEmpty { throw .truncated(at: offset) }
        }
        return window[Int(offset - windowStart)]
    }

    /// `count` bytes from a place on.
    ///
    /// - Throws: ``HeaderError`` of kind `truncated` where fewer are there.
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
