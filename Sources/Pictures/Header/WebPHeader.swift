internal import Containers
internal import Libav

/// A WebP file's facts, from its chunks (RFC 9649, section 2).
package struct WebPHeader {
    package let summary: PictureHeader

    package init(_ bytes: Span<UInt8>) throws(PictureFault) {
        guard let size = bytes.integer(at: 4, size: 4, .littleEndian), size + 8 <= bytes.count + 1 else {
            throw PictureFault(.truncated, "the WebP ends before its picture does")
        }
        var facts = Facts()
        try facts.walk(bytes)
        guard let (width, height) = facts.size, width > 0, height > 0 else {
            throw PictureFault(.damaged, "the WebP holds no picture whose size can be read")
        }
        let profile = facts.profile.flatMap { ICCProfile(bytes.extracting($0)) }
        let isMoving = facts.durations.count > 1
        summary = PictureHeader(
            format: .webp, width: width, height: height, frameCount: max(1, facts.durations.count),
            loopCount: isMoving ? facts.loopCount : 1, hasAlpha: facts.hasAlpha,
            orientation: facts.exif.flatMap { EXIF(bytes, in: $0)?.orientation } ?? .identity,
            colorimetry: Colorimetry(
                primaries: profile?.primaries ?? .bt709, transfer: .sRGB, matrix: .rgb, range: .full),
            profileName: profile?.name, durations: isMoving ? facts.durations : [],
            profile: profile?.conversion?.fitting(.screen))
    }

    /// The findings of one pass over the chunks.
    private struct Facts {
        var size: (width: Int, height: Int)?
        var hasAlpha = false
        var loopCount = 0
        var durations: [Double] = []
        var profile: Range<Int>?
        var exif: Range<Int>?

        mutating func walk(_ bytes: Span<UInt8>) throws(PictureFault) {
            var position = 12
            while let type = FourCC(bytes, at: position),
                let length = bytes.integer(at: position + 4, size: 4, .littleEndian)
            {
                let start = position + 8
                guard durations.count < PictureHeader.maximumParts else {
                    throw .tooManyParts("WebP", "pictures")
                }
                visit(type, start..<min(start + length, max(start, bytes.count)), bytes)
                position = start + length + length % 2
            }
        }

        private mutating func visit(_ type: FourCC, _ data: Range<Int>, _ bytes: Span<UInt8>) {
            let start = data.lowerBound
            switch type {
            case "VP8X" where size == nil:
                guard let flags = bytes.byte(at: start),
                    let width = bytes.integer(at: start + 4, size: 3, .littleEndian),
                    let height = bytes.integer(at: start + 7, size: 3, .littleEndian)
                else { return }
                size = (width + 1, height + 1)
                hasAlpha = flags & 0x10 != 0
            case "VP8 " where size == nil:
                // RFC 6386, 9.1: frame tag, start code, then 14 bits of size and 2 of scaling each.
                guard bytes.hasBytes([0x9D, 0x01, 0x2A], at: start + 3),
                    let width = bytes.integer(at: start + 6, size: 2, .littleEndian),
                    let height = bytes.integer(at: start + 8, size: 2, .littleEndian)
                else { return }
                size = (width & 0x3FFF, height & 0x3FFF)
            case "VP8L" where size == nil:
                // RFC 9649, 3.4: signature, then 14 bits of width - 1, 14 of height - 1, 1 of alpha.
                guard bytes.byte(at: start) == 0x2F,
                    let bits = bytes.integer(at: start + 1, size: 4, .littleEndian)
                else { return }
                size = (bits & 0x3FFF + 1, bits >> 14 & 0x3FFF + 1)
                hasAlpha = bits >> 28 & 1 != 0
            case "ANIM":
                loopCount = bytes.integer(at: start + 4, size: 2, .littleEndian) ?? 0
            case "ANMF":
                let delay = bytes.integer(at: start + 12, size: 3, .littleEndian) ?? 0
                durations.append(PictureHeader.shownDuration(milliseconds: Double(delay)))
            case "ICCP": profile = data
            case "EXIF": exif = data
            default: break
            }
        }
    }
}
