internal import Containers
internal import Pictures

/// Whether all of a file has arrived, as far as its container can tell. The watched folder asks this about files that
/// are still being copied.
///
/// Reads only the container's own structure, in small pieces; no decoder and no C library sees a byte of the file.
package enum Completeness: Hashable, Sendable {
    /// The file ends where its container says it does.
    case whole
    /// Nothing that the container names is missing, but it does not mark its end, or more may follow.
    case plausible
    /// The data of a picture extend to the file's end without an end mark: only the mark may be missing, or half of the
    /// picture. The sentence says so.
    case unended(String)
    /// Something is missing; the sentence says what.
    case incomplete(String)
    /// The format is not one that this program reads.
    case unknown

    /// Checks a file that another process may still be writing.
    ///
    /// - Parameters:
    ///   - count: the file's length, in bytes.
    ///   - read: returns `count` bytes from `offset` on, fewer at the file's end; nil if the file cannot be read.
    package init(count: Int64, read: @escaping (_ offset: Int64, _ count: Int) -> [UInt8]?) {
        self.init(count: count, limit: Self.readBytes, read: read)
    }

    /// - Parameter limit: the most bytes to read.
    init(count: Int64, limit: Int, read: @escaping (_ offset: Int64, _ count: Int) -> [UInt8]?) {
        var left = limit
        let source = ByteSource(count: count) { (offset, count) throws(HeaderError) -> [UInt8] in
            left -= count
            guard left >= 0 else {
                throw HeaderError(.limitExceeded, "It is too large to be examined.")
            }
            guard let bytes = read(offset, count) else {
                throw HeaderError(.unreadable, "It cannot be read.")
            }
            return bytes
        }
        self.init(source)
    }

    init(_ source: ByteSource) {
        do throws(HeaderError) {
            self = try Self.judge(source)
            if self == .whole, try Self.endsInZeros(source) { self = .plausible }
        } catch {
            switch error.kind {
            case .truncated: self = .incomplete("It ends in the middle of its header.")
            case .unreadable: self = .incomplete(error.message)
            // Waiting does not repair a malformed file; opening it reports what is wrong.
            case .malformed, .limitExceeded, .encrypted, .cancelled: self = .plausible
            }
        }
    }

    /// The most bytes read of one file. Photos are read to their end, and no photo is this large.
    private static let readBytes = 256 << 20

    private static func judge(_ source: ByteSource) throws(HeaderError) -> Completeness {
        if source.count == 0 { return .incomplete("It is empty.") }
        let head = try source.bytes(
            at: 0, count: min(MediaFormat.sniffedBytes, Int(clamping: source.count)))
        switch MediaFormat.sniff(head) {
        case nil:
            // Too little to tell one format from another.
            return head.count < 12 ? .incomplete("It has only \(head.count) bytes.") : .unknown
        case .picture(.heif), .picture(.avif): return try boxes(source, isMovie: false)
        case .isoMedia: return try boxes(source, isMovie: true)
        case .picture(.png), .picture(.apng): return try png(source)
        case .picture(.jpeg): return try jpeg(source)
        case .picture(.gif): return try gif(source)
        case .picture(.webp), .avi, .wav: return try riff(source)
        case .matroska: return try matroska(source)
        case .mpegTS: return transportStream(source, head)
        case .ogg: return try ogg(source)
        case .mp3, .aac, .flac: return .plausible
        }
    }

    /// How many zero bytes at a file's end cannot be media: one page of memory, the smallest piece that copying
    /// programs allocate in advance.
    private static let zeroBytes = 4096

    /// Whether the end looks like space reserved for data still to come. Explorer, aria2 and others give a file its
    /// final length first.
    private static func endsInZeros(_ source: ByteSource) throws(HeaderError) -> Bool {
        guard source.count >= Int64(zeroBytes) else { return false }
        return try source.bytes(at: source.count - Int64(zeroBytes), count: zeroBytes)
            .allSatisfy { $0 == 0 }
    }
}
