internal import Containers

/// The names of the codecs in a Matroska or WebM file (RFC 9559, 5.1.4.1).
///
/// FFmpeg does not report the name of a codec it does not know, but the user needs it to know what to change.
struct MatroskaTracks {
    struct Track: Hashable {
        /// 1 is video, 2 sound, 17 subtitles.
        var type = 0
        /// Such as `V_VP9`; nil if it is not printable.
        var codec: String?
    }

    private(set) var all: [Track] = []

    /// Reads only the file's beginning: skips elements before the tracks, and stops at the first pictures. A damaged
    /// file gives the tracks before the damage.
    init(_ source: ByteSource) {
        do throws(HeaderError) {
            try find(source)
        } catch {
            // FFmpeg has opened the file by now, and reports what is wrong with it.
            return
        }
    }

    /// The name of a stream's codec.
    ///
    /// - Parameters:
    ///   - medium: the stream's medium.
    ///   - place: how many streams of that medium come before it; FFmpeg keeps the order of the tracks.
    func codec(of medium: StreamInfo.Medium, at place: Int) -> String? {
        let type: Int? =
            switch medium {
            case .video: 1
            case .audio: 2
            case .subtitle: 17
            case .data, .attachment: nil
            }
        let tracks = all.filter { $0.type == type }
        return tracks.indices.contains(place) ? tracks[place].codec : nil
    }

    private mutating func find(_ source: ByteSource) throws(HeaderError) {
        var position: Int64 = 0
        for _ in 0..<Self.maximumElements where position < source.count {
            let element = try Element(source, at: position)
            switch element.identifier {
            case Self.segment: position = element.content.lowerBound
            case Self.tracks:
                try read(source, element.content)
                return
            case Self.cluster: return
            default: position = element.content.upperBound
            }
        }
    }

    private mutating func read(_ source: ByteSource, _ range: Range<Int64>) throws(HeaderError) {
        try Self.walk(source, range) { (entry) throws(HeaderError) in
            guard entry.identifier == Self.trackEntry else { return }
            var track = Track()
            try Self.walk(source, entry.content) { (element) throws(HeaderError) in
                let size = element.content.count
                switch element.identifier {
                case Self.trackType where size == 1:
                    track.type = Int(try source.byte(at: element.content.lowerBound))
                case Self.codecID where size <= Self.longestName:
                    track.codec = Self.name(
                        try source.bytes(at: element.content.lowerBound, count: size))
                default: break
                }
            }
            all.append(track)
        }
    }

    /// Calls `body` with each element in a range.
    private static func walk(
        _ source: ByteSource, _ range: Range<Int64>, _ body: (Element) throws(HeaderError) -> Void
    ) throws(HeaderError) {
        var position = range.lowerBound
        for _ in 0..<maximumElements where position < range.upperBound {
            let element = try Element(source, at: position)
            guard element.content.upperBound <= range.upperBound else { return }
            try body(element)
            position = element.content.upperBound
        }
    }

    /// Nil if the name is empty or not printable.
    private static func name(_ bytes: [UInt8]) -> String? {
        // Writers may pad strings with zeros.
        let text = bytes.prefix { $0 != 0 }
        guard !text.isEmpty, text.allSatisfy({ 0x21...0x7E ~= $0 && $0 != 0x27 }) else { return nil }
        return String(decoding: text, as: UTF8.self)
    }

    /// Codecs have names of up to 26 characters (draft-ietf-cellar-codec).
    private static let longestName = 40
    /// In one element. Streams are limited to 32; a track has some 30 elements.
    private static let maximumElements = 256

    private static let segment = 0x1853_8067
    private static let cluster = 0x1F43_B675
    private static let tracks = 0x1654_AE6B
    private static let trackEntry = 0xAE
    private static let trackType = 0x83
    private static let codecID = 0x86
}

/// An element of EBML (RFC 8794, 4 to 6).
private struct Element {
    let identifier: Int
    /// The byte range of its content, which may extend beyond the file's end. An element of unknown size ends with the
    /// file.
    let content: Range<Int64>

    /// - Throws: ``HeaderError`` if the file ends within the element's identifier or size.
    init(_ source: ByteSource, at position: Int64) throws(HeaderError) {
        let (identifier, start) = try Self.number(source, at: position, most: 4)
        self.identifier = identifier
        let (size, end) = try Self.number(source, at: start, most: 8)
        // Clears the marker bit. A size whose other bits are all ones is unknown.
        let value = size & ~(1 << (7 * Int(end - start)))
        let isUnknown = value == 1 << (7 * Int(end - start)) - 1
        content = end..<(isUnknown ? max(end, source.count) : end + Int64(value))
    }

    /// A number including its marker bit, whose position gives the number's length in bytes, and the offset where it
    /// ends.
    private static func number(
        _ source: ByteSource, at position: Int64, most: Int
    ) throws(HeaderError) -> (Int, Int64) {
        let first = try source.byte(at: position)
        let length = first.leadingZeroBitCount + 1
        guard length <= most else { throw .truncated(at: position) }
        var value = 0
        for offset in 0..<length { value = value << 8 | Int(try source.byte(at: position + Int64(offset))) }
        return (value, position + Int64(length))
    }
}
