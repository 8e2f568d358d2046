internal import Containers
internal import Libav

/// A GIF file's facts, from its blocks (GIF89a specification, CompuServe 1990).
package struct GIFHeader {
    package let summary: PictureHeader
    /// The file divided after each picture, as FFmpeg's decoder expects it.
    let packets: AnimationPackets

    package init(_ bytes: Span<UInt8>) throws(PictureFault) {
        guard let width = bytes.integer(at: 6, size: 2, .littleEndian),
            let height = bytes.integer(at: 8, size: 2, .littleEndian), let flags = bytes.byte(at: 10)
        else { throw PictureFault(.truncated, "the GIF ends before its picture's size") }
        guard width > 0, height > 0 else {
            throw PictureFault(.damaged, "the GIF says that its picture is \(width) × \(height)")
        }
        var walk = Walk(width: width, height: height, position: 13 + Self.tableSize(flags))
        try walk.run(bytes)
        guard !walk.ends.isEmpty else {
            throw PictureFault(.truncated, "the GIF ends before its first picture does")
        }
        var packets = AnimationPackets()
        var start = 0
        for end in walk.ends {
            packets.pictures.append([start..<end])
            start = end
        }
        if flags & 0x80 != 0 { packets.colorTable = 13..<13 + Self.tableSize(flags) }
        packets.descriptors = walk.descriptors
        self.packets = packets
        let count = walk.ends.count
        summary = PictureHeader(
            format: .gif, width: width, height: height, frameCount: count,
            loopCount: count > 1 ? walk.loopCount : 1, hasAlpha: walk.hasTransparency,
            colorimetry: Colorimetry(primaries: .bt709, transfer: .sRGB, matrix: .rgb, range: .full),
            durations: count > 1 ? walk.durations : [], isTruncated: !walk.isComplete,
            notes: walk.isComplete ? [] : [walk.losesPicture ? .animationCut : .endMissing])
    }

    /// The size, in bytes, of the colour table that a flags byte announces.
    static func tableSize(_ flags: UInt8) -> Int {
        flags & 0x80 == 0 ? 0 : 3 << (Int(flags & 7) + 1)
    }

    /// One pass over the blocks after the global colour table.
    private struct Walk {
        let width: Int
        let height: Int
        var position: Int
        /// Where each complete picture ends.
        var ends: [Int] = []
        /// Where each complete picture's image descriptor begins.
        var descriptors: [Int] = []
        var durations: [Double] = []
        /// Without a looping extension a GIF plays once.
        var loopCount = 1
        var hasTransparency = false
        /// Whether the trailer was found.
        var isComplete = false
        /// Whether the file ends within a picture.
        var losesPicture = false
        private var delay = 0

        init(width: Int, height: Int, position: Int) {
            self.width = width
            self.height = height
            self.position = position
        }

        mutating func run(_ bytes: Span<UInt8>) throws(PictureFault) {
            while let introducer = bytes.byte(at: position) {
                switch introducer {
                case 0x21:
                    guard skipExtension(bytes) else { return }
                case 0x2C:
                    losesPicture = try !skipImage(bytes)
                    if losesPicture { return }
                case 0x3B:
                    isComplete = true
                    return
                default:
                    // Garbage between blocks. Browsers end the animation here.
                    return
                }
            }
        }

        /// Returns false if the file ends within the block.
        private mutating func skipExtension(_ bytes: Span<UInt8>) -> Bool {
            let label = bytes.byte(at: position + 1)
            let data = position + 3
            if label == 0xF9, let flags = bytes.byte(at: data),
                let value = bytes.integer(at: data + 1, size: 2, .littleEndian)
            {
                delay = value
                let disposesToBackground = (flags >> 2) & 7 == 2
                if flags & 1 != 0 || disposesToBackground { hasTransparency = true }
            } else if label == 0xFF,
                bytes.hasText("NETSCAPE2.0", at: data) || bytes.hasText("ANIMEXTS1.0", at: data),
                bytes.hasBytes([3, 1], at: data + 11),
                let repeats = bytes.integer(at: data + 13, size: 2, .littleEndian)
            {
                // The extension counts the repetitions after the first showing; 0 = for ever.
                loopCount = repeats == 0 ? 0 : repeats + 1
            }
            return skipSubBlocks(bytes, from: position + 2)
        }

        /// Returns false if the file ends within the picture.
        private mutating func skipImage(_ bytes: Span<UInt8>) throws(PictureFault) -> Bool {
            guard let left = bytes.integer(at: position + 1, size: 2, .littleEndian),
                let top = bytes.integer(at: position + 3, size: 2, .littleEndian),
                let imageWidth = bytes.integer(at: position + 5, size: 2, .littleEndian),
                let imageHeight = bytes.integer(at: position + 7, size: 2, .littleEndian),
                let flags = bytes.byte(at: position + 9)
            else { return false }
            guard imageWidth > 0, imageHeight > 0, left < width, top < height else {
                throw PictureFault(
                    .damaged,
                    """
                    picture \(ends.count + 1) of the GIF lies outside its canvas: \(imageWidth) × \
                    \(imageHeight) at \(left), \(top) on \(width) × \(height)
                    """)
            }
            if left > 0 || top > 0 || imageWidth < width || imageHeight < height, ends.isEmpty {
                hasTransparency = true
            }
            let descriptor = position
            // One byte follows the local colour table: the LZW code size.
            guard skipSubBlocks(bytes, from: position + 10 + GIFHeader.tableSize(flags) + 1) else {
                return false
            }
            guard ends.count < PictureHeader.maximumParts else { throw .tooManyParts("GIF", "pictures") }
            ends.append(position)
            descriptors.append(descriptor)
            // Hundredths of a second.
            durations.append(PictureHeader.shownDuration(milliseconds: Double(delay) * 10))
            delay = 0
            return true
        }

        /// Moves past sub-blocks, each a count followed by as many bytes, up to the one of length 0.
        private mutating func skipSubBlocks(_ bytes: Span<UInt8>, from start: Int) -> Bool {
            position = start
            while let length = bytes.byte(at: position) {
                position += 1 + Int(length)
                if length == 0 { return true }
            }
            return false
        }
    }
}
