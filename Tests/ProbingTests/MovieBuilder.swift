/// Builds movie headers whose parts tests vary.
struct MovieBuilder {
    var handler = "vide"
    var codec = "avc1"
    var tracks = 1
    var edits: [UInt8] = []
    /// Counts per second of the movie's clock.
    var timescale = 600
    /// Counts per second of each track's clock.
    var mediaTimescale = 30_000
    /// How many sample descriptions a track has.
    var descriptions = 1
    /// Entries of the list of files that contain the media; nil for no list.
    var references: [[UInt8]]?
    /// Boxes of the sample table after the sample description.
    var tables: [[UInt8]] = [
        Bytes.fullBox("stsz", Bytes.uint32(0), Bytes.uint32(2), Bytes.uint32(10), Bytes.uint32(20))
    ]
    /// Boxes of the movie after its header and tracks.
    var movieParts: [[UInt8]] = []

    var movie: [UInt8] {
        let header = Bytes.fullBox(
            "mvhd", Bytes.uint32(0), Bytes.uint32(0), Bytes.uint32(timescale), Bytes.uint32(1200))
        let tracks = (1...max(1, tracks)).flatMap { track($0) }
        return Bytes.box("moov", header, tracks, movieParts.flatMap(\.self))
    }

    private func track(_ id: Int) -> [UInt8] {
        let trackHeader = Bytes.fullBox(
            "tkhd", flags: 3, Bytes.uint32(0), Bytes.uint32(0), Bytes.uint32(id), Bytes.uint32(0))
        let mediaHeader = Bytes.fullBox(
            "mdhd", Bytes.uint32(0), Bytes.uint32(0), Bytes.uint32(mediaTimescale), Bytes.uint32(60_000))
        let handler = Bytes.fullBox("hdlr", Bytes.uint32(0), Array(handler.utf8))
        let entries = [[UInt8]](repeating: Bytes.box(codec, [0, 0, 0, 0]), count: descriptions)
        let description = Bytes.fullBox("stsd", Bytes.uint32(descriptions), entries.flatMap(\.self))
        let files = references.map { list in
            Bytes.box("dinf", Bytes.fullBox("dref", Bytes.uint32(list.count), list.flatMap(\.self)))
        }
        let table = Bytes.box("stbl", description, tables.flatMap(\.self))
        let media = Bytes.box("mdia", mediaHeader, handler, Bytes.box("minf", files ?? [], table))
        return Bytes.box("trak", trackHeader, edits, media)
    }

    /// A whole file: type, movie, and as many bytes of media.
    func file(media: Int = 100) -> [UInt8] {
        Bytes.fileType + movie + Bytes.box("mdat", [UInt8](repeating: 0, count: media))
    }
}
