internal import Libav

/// Reads the chunks of a WebP file, but not their picture data (RFC 9649).
enum WebPHeader {
    /// Chunks in one file: an animation has one for each picture.
    private static let maximumChunks = 10_000

    static func read(_ source: ByteSource, limits: Limits) throws(HeaderError) -> PictureHeader {
        var cursor = ByteCursor(source, .littleEndian)
        try cursor.skip(12)
        var header: PictureHeader?
        var isCutOff = false
        for _ in 0..<maximumChunks where cursor.remaining >= 8 {
            let type = try cursor.fourCC()
            let length = Int64(try cursor.uint32())
            var chunk = ByteCursor(source, cursor.position..<(cursor.position + length), .littleEndian)
            try read(type, &chunk, into: &header, limits: limits)
            // Chunks start at even places.
            guard length + length % 2 <= cursor.remaining else {
                isCutOff = length > cursor.remaining
                break
            }
            try cursor.skip(length + length % 2)
        }
        guard var header else {
            throw HeaderError(.truncated, "The WebP ends before its picture data start.")
        }
        header.colorimetry = Colorimetry(primaries: .bt709, transfer: .sRGB, matrix: .rgb, range: .full)
        if isCutOff { header.warnings.append("The WebP ends too early; part of it is missing.") }
        if header.delays.count < 2 {
            header.delays = []
            header.loopCount = nil
        }
        return header
    }

    private static func read(
        _ type: FourCC, _ chunk: inout ByteCursor, into header: inout PictureHeader?, limits: Limits
    ) throws(HeaderError) {
        switch type {
        case "VP8X" where header == nil:
            let flags = try chunk.uint8()
            try chunk.skip(3)
            let width = Int(try chunk.uint24()) + 1
            header = PictureHeader(container: "webp", width: width, height: Int(try chunk.uint24()) + 1)
            header?.hasAlpha = flags & 0x10 != 0
        case "VP8 " where header == nil: header = try lossy(&chunk)
        case "VP8L" where header == nil: header = try lossless(&chunk)
        case "ANIM":
            try chunk.skip(4)
            header?.loopCount = Int(try chunk.uint16())
        case "ANMF":
            try frame(&chunk, into: &header)
            try header?.check(limits)
        case "EXIF":
            header?.apply(exif: try chunk.bytes(Int(min(chunk.remaining, Int64(limits.metadataBytes)))))
        default: break
        }
    }

    /// The key frame header of VP8 (RFC 6386, 9.1).
    private static func lossy(_ chunk: inout ByteCursor) throws(HeaderError) -> PictureHeader {
        try chunk.skip(3)
        guard try chunk.takes([0x9D, 0x01, 0x2A]) else {
            throw HeaderError(.malformed, "The WebP's picture has no key frame.")
        }
        let width = Int(try chunk.uint16() & 0x3FFF)
        return PictureHeader(container: "webp", width: width, height: Int(try chunk.uint16() & 0x3FFF))
    }

    /// The header of VP8L (RFC 9649, 3.4): 14 bits of width and height each, less one, and one of alpha.
    private static func lossless(_ chunk: inout ByteCursor) throws(HeaderError) -> PictureHeader {
        guard try chunk.uint8() == 0x2F else {
            throw HeaderError(.malformed, "The WebP's picture lacks its signature.")
        }
        let bits = try chunk.uint32()
        var header = PictureHeader(
            container: "webp", width: Int(bits & 0x3FFF) + 1, height: Int(bits >> 14 & 0x3FFF) + 1)
        header.hasAlpha = bits >> 28 & 1 != 0
        return header
    }

    /// `ANMF` (RFC 9649, 2.7.1.2).
    private static func frame(
        _ chunk: inout ByteCursor, into header: inout PictureHeader?
    ) throws(HeaderError) {
        let left = Int(try chunk.uint24()) * 2
        let top = Int(try chunk.uint24()) * 2
        let width = Int(try chunk.uint24()) + 1
        let height = Int(try chunk.uint24()) + 1
        guard let canvas = header, left + width <= canvas.width, top + height <= canvas.height else {
            throw HeaderError(.malformed, "A picture of the WebP lies outside its canvas.")
        }
        header?.append(delay: Double(try chunk.uint24()) / 1000)
    }
}
