internal import Containers
internal import Libav

/// A track of an animated HEIF or AVIF file (ISO/IEC 14496-12, clause 8).
struct HEIFTrack {
    let identifier: UInt32
    /// `pict` for pictures, `auxv` for what belongs to them.
    let handler: FourCC
    let codec: PictureDecoder.Codec
    /// Where the content of `hvcC` or `av1C` lies.
    let setup: Range<Int64>
    /// Width and height of the coded pictures in pixels.
    let width: Int
    let height: Int
    let transform: HEIFTransform
    private(set) var nclx: Colorimetry?
    /// Where the ICC profile lies.
    private(set) var profile: Range<Int64>?
    /// Whether the track says that it holds alpha planes.
    let isAlpha: Bool
    /// Where the coded pictures lie, in the order of decoding.
    let samples: [Range<Int64>]
    /// Seconds for which each picture is shown, in the order of showing.
    let durations: [Double]
    /// How often the sequence plays; 0 = for ever.
    let loopCount: Int
    /// The tracks that this one refers to, by the kind of reference (8.3.3).
    private let references: [FourCC: [UInt32]]

    /// Nil where the track's codec is none of ours, or a part of its tables is missing or damaged.
    ///
    /// - Throws: ``PictureFault`` where it has more pictures than are kept in memory.
    init?(_ track: Box, _ reader: BoxReader) throws(PictureFault) {
        let parts: Parts
        do throws(HeaderError) {
            guard let found = try Parts(track, reader) else { return nil }
            parts = found
        } catch {
            return nil
        }
        guard let table = try HEIFSampleTable(parts.tables, clock: parts.clock, reader) else { return nil }
        let properties = parts.entry.properties
        switch (parts.entry.type, properties.first("hvcC"), properties.first("av1C")) {
        case ("hvc1", let box?, _), ("hev1", let box?, _): (codec, setup) = (.hevc, box.payload)
        case ("av01", _, let box?): (codec, setup) = (.av1, box.payload)
        default: return nil
        }
        identifier = parts.identifier
        handler = parts.handler
        (width, height) = (parts.entry.width, parts.entry.height)
        let own = HEIFTransform(width: width, height: height, properties.boxes, reader)
        transform = own.orientation == .identity ? HEIFTransform(own.visible, parts.orientation) : own
        isAlpha = properties.first("auxi")?.namesAlpha(reader) ?? false
        samples = table.samples
        durations = table.durations
        loopCount = parts.loopCount
        references = parts.references
        for box in properties.all("colr") {
            switch ColorBox(box, reader) {
            case .coded(let colorimetry): nclx = nclx ?? colorimetry
            case .profile(let range): profile = profile ?? range
            case nil: break
            }
        }
    }

    /// The tracks that this one refers to.
    func references(of type: FourCC) -> [UInt32] { references[type] ?? [] }
}

extension HEIFTrack {
    /// What of a track's boxes matters here.
    private struct Parts {
        let identifier: UInt32
        let handler: FourCC
        let orientation: Orientation
        let entry: (type: FourCC, width: Int, height: Int, properties: BoxList)
        let tables: BoxList
        let clock: Box
        let loopCount: Int
        let references: [FourCC: [UInt32]]

        /// Nil where one of them is missing.
        init?(_ track: Box, _ reader: BoxReader) throws(HeaderError) {
            let boxes = try reader.children(of: track)
            guard let header = boxes.first("tkhd"), let media = boxes.first("mdia") else { return nil }
            let mediaBoxes = try reader.children(of: media)
            guard let kind = mediaBoxes.first("hdlr"), let clock = mediaBoxes.first("mdhd"),
                let information = mediaBoxes.first("minf"),
                let list = try reader.children(of: information).first("stbl")
            else { return nil }
            tables = try reader.children(of: list)
            self.clock = clock
            // A full box with the number of entries.
            guard let description = tables.first("stsd"),
                let entry = try reader.children(of: description, skipping: 8).boxes.first
            else { return nil }
            self.entry = try Self.entry(entry, reader)
            guard self.entry.width > 0, self.entry.height > 0 else { return nil }
            var (_, _, cursor) = try reader.fullBox(kind)
            try cursor.skip(4)
            handler = try cursor.fourCC()
            (identifier, orientation) = try Self.header(header, reader)
            loopCount = try Self.loopCount(boxes.first("edts"), reader)
            references = try Self.references(boxes.first("tref"), reader)
        }

        /// 12.1.3: the size, and 78 bytes before what belongs to the description.
        private static func entry(
            _ box: Box, _ reader: BoxReader
        ) throws(HeaderError) -> (type: FourCC, width: Int, height: Int, properties: BoxList) {
            var cursor = reader.cursor(box)
            try cursor.skip(24)
            return (
                box.type, Int(try cursor.uint16()), Int(try cursor.uint16()),
                try reader.children(of: box, skipping: 78)
            )
        }

        /// 8.3.2: identifier and matrix.
        private static func header(
            _ box: Box, _ reader: BoxReader
        ) throws(HeaderError) -> (UInt32, Orientation) {
            var (version, _, cursor) = try reader.fullBox(box)
            try cursor.skip(version == 1 ? 16 : 8)
            let identifier = try cursor.uint32()
            // To the matrix, whose third and sixth number do not turn anything.
            try cursor.skip(version == 1 ? 28 : 24)
            let (a, b) = (Double(try cursor.int32()), Double(try cursor.int32()))
            try cursor.skip(4)
            let (c, d) = (Double(try cursor.int32()), Double(try cursor.int32()))
            return (identifier, DisplayMatrix(a: a, b: b, c: c, d: d).orientation)
        }

        /// An edit list may say that it is to be repeated (8.6.6); one that does not is played once. Without a list
        /// nothing is said, and browsers repeat.
        private static func loopCount(_ edits: Box?, _ reader: BoxReader) throws(HeaderError) -> Int {
            guard let edits, let list = try reader.children(of: edits).first("elst") else { return 0 }
            return try reader.fullBox(list).flags & 1 == 0 ? 1 : 0
        }

        private static func references(
            _ box: Box?, _ reader: BoxReader
        ) throws(HeaderError) -> [FourCC: [UInt32]] {
            guard let box else { return [:] }
            var references: [FourCC: [UInt32]] = [:]
            for kind in try reader.children(of: box).boxes {
                var cursor = reader.cursor(kind)
                // A track of pictures refers to one or two others.
                for _ in 0..<8 where cursor.remaining >= 4 {
                    references[kind.type, default: []].append(try cursor.uint32())
                }
            }
            return references
        }
    }
}
