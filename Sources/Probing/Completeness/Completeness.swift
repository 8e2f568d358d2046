internal import Containers
internal import Pictures

/// Whether a file is all there, as far as its container can tell: the question of a watch that sees
/// files arrive.
///
/// Only the container's own structure is read, in small pieces; no decoder and no C library sees a
/// byte of it.
package enum Completeness: Hashable, Sendable {
    /// The container says where it ends, and that is here.
    case whole
    /// Nothing is missing that the container could name; it has no end of its own, or more may
    /// follow.
    case plausible
    /// The data of a picture go to the file's end, where nothing but a mark may be missing, or half of the
    /// picture; a sentence says so.
    case unended(String)
    /// Something is missing; a sentence says what.
    case incomplete(String)
    /// It is none of the formats that are known here.
    case unknown

    /// Looks at a file that another process may be writing.
    ///
    /// - Parameters:
    ///   - count: the file's length, in bytes.
    ///   - read: gives so many bytes from an offset on, fewer at the file's end; nil where the file
    ///     cannot be read.
    package init(count: Int64, read: @escaping (_ offset: Int64, _ count: Int) -> [UInt8]?) {
        self.init(count: count, limit: Self.readBytes, read: read)
    }

    /// - Parameter limit: bytes that are read at most.
    init(count: Int64, limit: Int, read: @escaping (_ offset: Int64, _ count: Int) -> [UInt8]?) {
        var left = limit
        let source = ByteSource(count: count) { (offset, count) throws(HeaderError) -> [UInt8] in
            left -= count
            guard left >= 0 else {
                throw HeaderError(.limitExceeded, "It is too large to be looked through.")
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
            // What contradicts itself does not get better by waiting: opening it says why.
            case .malformed, .limitExceeded, .encrypted, .cancelled: self = .plausible
            }
        }
    }

    /// The most that is read of one file; photos are read to their end, and none is as large.
    private static let readBytes = 256 << 20

    private static func judge(_ source: ByteSource) throws(HeaderError) -> Completeness {
        if source.count == 0 { return .incomplete("It is empty.") }
        let head = try source.bytes(
            at: 0, count: min(MediaFormat.sniffedBytes, Int(clamping: source.count)))
        switch MediaFormat.sniff(head) {
        case nil:
            // Too little to tell one format from another.
            return head.count < 12 ? .incomplete("It has no more than \(head.count) bytes.") : .unknown
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

    /// Bytes at a file's end that media do not leave zero; one page of memory, the smallest piece
    /// that copying programs allocate ahead.
    private static let zeroBytes = 4096

    /// Whether the end looks like room that was made for what is still to come: Explorer, aria2 and
    /// others give a file its final length first.
    private static func endsInZeros(_ source: ByteSource) throws(HeaderError) -> Bool {
        guard source.count >= Int64(zeroBytes) else { return false }
        return try source.bytes(at: source.count - Int64(zeroBytes), count: zeroBytes)
            .allSatisfy { $0 == 0 }
    }
}
