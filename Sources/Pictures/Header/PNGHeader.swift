internal import Containers
internal import Libav

/// A PNG or APNG file's facts, from its chunks (PNG, third edition, W3C 2025).
package struct PNGHeader {
    static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

    package let summary: PictureHeader
    /// The pieces of an animation, as FFmpeg's decoder expects them; empty for a still.
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
        // Bit 1 of the colour type: colour (11.2.1).
        let color = PNGColor(chunks, in: bytes, isGray: colorType & 2 == 0)
        let hasTransparency = chunks.all.contains { $0.type == "tRNS" }
        // An `eXIf` after the picture is ignored, as in browsers: it would turn a picture that is already visible.
        let exif = chunks.all.prefix { $0.type != "IDAT" }.first { $0.type == "eXIf" }
        summary = PictureHeader(
            format: animation.replacesStill ? .apng : .png, width: width, height: height,
            frameCount: animation.isMoving ? animation.durations.count : 1,
            loopCount: animation.isMoving ? animation.loopCount : 1,
            // Bit 2 of the colour type: alpha in every pixel (11.2.1).
            hasAlpha: colorType & 4 != 0 || hasTransparency || animation.replacesStill,
            orientation: exif.flatMap { EXIF(bytes, in: $0.data)?.orientation } ?? .identity,
            colorimetry: color.meaning, profileName: color.profileName,
            durations: animation.isMoving ? animation.durations : [],
            isTruncated: !chunks.areWhole, isDeep: bytes.byte(at: header.data.lowerBound + 8) == 16,
            profile: color.profile,
            notes: chunks.areWhole || !animation.replacesStill ? [] : [.animationCut])
    }

    /// Whether `acTL` comes before the first `IDAT`, as it must in an animation.
    static func announcesAnimation(_ bytes: Span<UInt8>) -> Bool {
        var found = false
        PNGChunks.walk(bytes) { chunk in
            found = chunk.type == "acTL"
            return !found && chunk.type != "IDAT"
        }
        return found
    }
}
