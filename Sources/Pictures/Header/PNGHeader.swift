internal import Libav

/// A PNG or APNG file's facts, from its chunks (PNG, third edition, W3C 2025).
package struct PNGHeader {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    package let summary: PictureHeader
    /// The pieces of an animation as FFmpeg's decoder wants them; empty for a still.
    let packets: AnimationPackets

    package init(_ bytes: Span<UInt8>) throws(PictureFault) {
        let chunks = try PNGChunks(bytes)
        guard let header = chunks.all.first, header.type == "IHDR",
            let width = bytes.integer(at: header.data.lowerBound, size: 4),
            let height = bytes.integer(at: header.data.lowerBound + 4, size: 4),
            let colorType = bytes.byte(at: header.data.lowerBound + 9), header.data.count == 13
        else { throw PictureFault(.truncated, "the PNG ends before its picture's size") }
        guard width > 0, height > 0, width < 1 << 31, height < 1 << 31 else {
            throw PictureFault(.damaged, "the PNG says that its picture is \(width) × \(height)")
        }
        guard chunks.all.contains(where: { $0.type == "IDAT" }) else {
            throw PictureFault(.truncated, "the PNG ends before its picture begins")
        }

        let animation = PNGAnimation(chunks, in: bytes)
        packets = animation.packets
        let color = Self.color(chunks, in: bytes)
        let hasTransparency = chunks.all.contains { $0.type == "tRNS" }
        let exif = chunks.all.first { $0.type == "eXIf" }
        summary = PictureHeader(
            format: animation.isMoving ? .apng : .png, width: width, height: height,
            frameCount: animation.isMoving ? animation.durations.count : 1,
            loopCount: animation.isMoving ? animation.loopCount : 1,
            // Bit 2 of the colour type: alpha in every pixel (11.2.1).
            hasAlpha: colorType & 4 != 0 || hasTransparency || animation.isMoving,
            orientation: exif.flatMap { EXIF.orientation(inTIFF: bytes, range: $0.data) } ?? .identity,
            colorimetry: color.meaning, profileName: color.profileName,
            durations: animation.isMoving ? animation.durations : [])
    }

    /// Whether `acTL` stands before the first `IDAT`, as it must in an animation.
    static func announcesAnimation(_ bytes: Span<UInt8>) -> Bool {
        var found = false
        PNGChunks.walk(bytes) { chunk in
            found = chunk.type == "acTL"
            return !found && chunk.type != "IDAT"
        }
        return found
    }

    /// What the colour chunks say of primaries and, in `cICP`, transfer function. `gAMA` and `sRGB` are
    /// libpng's business.
    private static func color(
        _ chunks: PNGChunks, in bytes: Span<UInt8>
    ) -> (meaning: Colorimetry, profileName: String?) {
        var meaning = Colorimetry(primaries: .bt709, transfer: .sRGB, matrix: .rgb, range: .full)
        // cICP takes precedence over every other colour chunk (4.3).
        if let chunk = chunks.all.first(where: { $0.type == "cICP" }), chunk.data.count == 4 {
            let start = chunk.data.lowerBound
            meaning.primaries = ColorPrimaries(rawValue: Int32(bytes[start]))
            meaning.transfer = TransferFunction(rawValue: Int32(bytes[start + 1]))
            return (meaning, nil)
        }
        guard let chunk = chunks.all.first(where: { $0.type == "iCCP" }),
            let profile = ICCProfile(compressedIn: bytes, chunk.data)
        else { return (meaning, nil) }
        if let primaries = profile.primaries { meaning.primaries = primaries }
        return (meaning, profile.name)
    }
}

extension ICCProfile {
    /// A profile as PNG's `iCCP` holds it: a name of at most 79 bytes, a zero, the method 0, a zlib
    /// stream (11.3.2.3).
    fileprivate init?(compressedIn bytes: Span<UInt8>, _ data: Range<Int>) {
        let name = bytes.bytes(data.lowerBound..<min(data.lowerBound + 80, data.upperBound))
        guard let end = name.firstIndex(of: 0) else { return nil }
        let stream = min(data.lowerBound + end + 2, data.upperBound)..<data.upperBound
        guard let profile = Zlib.inflate(bytes.extracting(stream)) else { return nil }
        self.init(profile.span)
    }
}
