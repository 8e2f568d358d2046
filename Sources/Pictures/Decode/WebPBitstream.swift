internal import CWebP
internal import Containers
internal import Libav

/// The data of one picture in a WebP file, in chunks of their own or within an animation's (RFC 9649, 2.6 and 2.7).
///
/// They have no checksums, but their writer stops where the picture does. A wrong bit almost always makes a decoder
/// need fewer or more data: if it finishes long before their end, the picture is damaged.
struct WebPBitstream {
    /// Where a decoder may start to read.
    let start: Int
    /// Where the data end.
    let end: Int

    /// How many bytes may be left over: encoders pad their last bytes, and decoders read ahead.
    static let slack = 8

    /// All bitstreams of a file, in order.
    static func all(in bytes: Span<UInt8>) -> [WebPBitstream] {
        var found: [WebPBitstream] = []
        walk(bytes, min(12, bytes.count)..<bytes.count) { type, data in
            if type == "ANMF" {
                // After 16 bytes about the picture's place (2.7.1.1).
                let start = min(data.lowerBound + 16, data.upperBound)
                walk(bytes, start..<data.upperBound) { type, data in
                    if type == "VP8 " || type == "VP8L" {
                        found.append(WebPBitstream(start: start, end: data.upperBound))
                    }
                }
            } else if type == "VP8 " || type == "VP8L" {
                found.append(WebPBitstream(start: 0, end: data.upperBound))
            }
        }
        return found
    }

    private static func walk(
        _ bytes: Span<UInt8>, _ range: Range<Int>, _ visit: (FourCC, Range<Int>) -> Void
    ) {
        var position = range.lowerBound
        while position < range.upperBound, let type = FourCC(bytes, at: position),
            let length = bytes.integer(at: position + 4, size: 4, .littleEndian)
        {
            let start = min(position + 8, range.upperBound)
            visit(type, start..<min(start + length, range.upperBound))
            position = start + length + length % 2
        }
    }

    /// Whether a decoder finishes long before the end of the data.
    ///
    /// Corresponds to `WebPIUpdate`.
    func endsEarly(in file: PictureFile) -> Bool {
        guard end - Self.slack > start, let decoder = unsafe WebPINewDecoder(nil) else { return false }
        defer { unsafe WebPIDelete(decoder) }
        let data = unsafe UnsafeRawBufferPointer(rebasing: file.memory[start..<end - Self.slack])
        let bytes = unsafe data.assumingMemoryBound(to: UInt8.self)
        return unsafe WebPIUpdate(decoder, bytes.baseAddress, bytes.count) == VP8_STATUS_OK
    }
}
