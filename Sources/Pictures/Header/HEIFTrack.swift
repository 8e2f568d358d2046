internal import Libav

/// A track of a moving HEIF or AVIF file (ISO/IEC 14496-12, clause 8).
struct HEIFTrack {
    let identifier: Int
    /// `pict` for pictures, `auxv` for what belongs to them.
    let handler: FourCC
    let codec: PictureDecoder.Codec
    /// Where the content of `hvcC` or `av1C` lies.
    let setup: Range<Int>
    /// Width and height of the coded pictures in pixels.
    let width: Int
    let height: Int
    let transform: HEIFTransform
    let nclx: Colorimetry?
    /// Where the ICC profile lies.
    let profile: Range<Int>?
    /// Whether the track says that it holds alpha planes (`auxi`; ISO/IEC 23008-12, 7.5.4).
    let isAlpha: Bool
    /// Where the coded pictures lie, in the order of decoding.
    let samples: [Range<Int>]
    /// Seconds for which each picture is shown, in the order of showing.
    let durations: [Double]
    /// How often the pictures are played; 0 = for ever.
    let loopCount: Int
    private let referenceTypes: HEIFBoxes

    /// Nil where the track's codec is none of ours, or a part of its tables is missing.
    ///
    /// - Throws: ``PictureFault`` where it has more pictures than are kept in memory.
    init?(_ bytes: Span<UInt8>, _ track: HEIFBox) throws(PictureFault) {
        let boxes = HEIFBoxes(bytes, in: track.content)
        let media = HEIFBoxes(bytes, inside: boxes.first("mdia"))
        let tables = HEIFBoxes(bytes, inside: HEIFBoxes(bytes, inside: media.first("minf")).first("stbl"))
        guard let header = boxes.first("tkhd")?.content.lowerBound,
            let description = tables.first("stsd"), let kind = media.first("hdlr"),
            let handler = FourCC(bytes, at: kind.content.lowerBound + 8),
            // A full box with the number of entries.
            let entry = HEIFBoxes(bytes, in: description.content.dropFirst(8)).all.first
        else { return nil }
        let isLong = bytes.byte(at: header) == 1
        // 8.3.2 and 12.1.3: identifier, matrix; the size and 78 bytes of a visual sample's description.
        guard let identifier = bytes.integer(at: header + (isLong ? 20 : 12), size: 4),
            let width = bytes.integer(at: entry.content.lowerBound + 24, size: 2),
            let height = bytes.integer(at: entry.content.lowerBound + 26, size: 2), width > 0, height > 0
        else { return nil }
        let properties = HEIFBoxes(bytes, in: entry.content.dropFirst(78))
        switch (entry.type, properties.first("hvcC"), properties.first("av1C")) {
        case ("hvc1", let box?, _), ("hev1", let box?, _): (codec, setup) = (.hevc, box.content)
        case ("av01", _, let box?): (codec, setup) = (.av1, box.content)
        default: return nil
        }
        guard let table = try HEIFSampleTable(bytes, tables, clock: media.first("mdhd")) else { return nil }

        self.identifier = identifier
        self.handler = handler
        (self.width, self.height) = (width, height)
        let own = HEIFTransform(width: width, height: height, properties.all, bytes)
        let turn = Self.orientation(bytes, at: header + (isLong ? 52 : 40))
        transform = own.orientation == .identity ? HEIFTransform(own.visible, turn) : own
        let colors = properties.all.filter { $0.type == "colr" }.map(\.content)
        nclx = colors.compactMap { Colorimetry(nclx: $0, bytes) }.first
        profile = colors.first { !bytes.hasText("nclx", at: $0.lowerBound) }?.dropFirst(4)
        isAlpha =
            (properties.first("auxi")?.content.lowerBound).map {
                bytes.hasText("urn:mpeg:mpegB:cicp:systems:auxiliary:alpha", at: $0 + 4)
                    || bytes.hasText("urn:mpeg:hevc:2015:auxid:1\0", at: $0 + 4)
            } ?? false
        samples = table.samples
        durations = table.durations
        loopCount = Self.loopCount(bytes, HEIFBoxes(bytes, inside: boxes.first("edts")).first("elst"))
        referenceTypes = HEIFBoxes(bytes, inside: boxes.first("tref"))
    }

    /// The tracks that this one refers to (8.3.3).
    func references(_ type: FourCC, _ bytes: Span<UInt8>) -> [Int] {
        guard let box = referenceTypes.first(type) else { return [] }
        return stride(from: box.content.lowerBound, to: box.content.upperBound, by: 4).prefix(8).compactMap {
            bytes.integer(at: $0, size: 4)
        }
    }

    private static func orientation(_ bytes: Span<UInt8>, at start: Int) -> Orientation {
        let values = [0, 4, 12, 16].map { offset in
            Double(Int32(truncatingIfNeeded: bytes.integer(at: start + offset, size: 4) ?? 0))
        }
        return DisplayMatrix(a: values[0], b: values[1], c: values[2], d: values[3]).orientation
    }

    /// An edit list may say that it is to be repeated (8.6.6); one that does not is played once. Without a list
    /// nothing is said, and browsers repeat.
    private static func loopCount(_ bytes: Span<UInt8>, _ edits: HEIFBox?) -> Int {
        guard let edits, let flags = bytes.byte(at: edits.content.lowerBound + 3) else { return 0 }
        return flags & 1 == 0 ? 1 : 0
    }
}
