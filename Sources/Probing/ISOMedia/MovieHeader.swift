package import Containers

/// The contents of the boxes of an MP4 or QuickTime file.
package struct MovieHeader {
    /// Brands of the file type box, the major one first.
    var brands: [FourCC] = []
    /// Types of the file's top-level boxes, in file order.
    package var topLevel: [FourCC] = []
    /// Whether the media data follow in fragments (`moof`).
    package var isFragmented = false
    /// Counts per second of edit durations.
    var timescale: UInt32 = 0
    package var tracks: [TrackHeader] = []
    /// Whether the duration of the movie or a track is all ones, which means unknown (ISO/IEC 14496-12, 8.2.2 and
    /// 8.4.2).
    var hasUnknownDuration = false
    /// Frames per second at which the camera recorded (`com.android.capture.fps`).
    var captureRate: Double?
    /// The identifier that a Live Photo's video shares with its still (`com.apple.quicktime.content.identifier`).
    var contentIdentifier: String?
    /// Whether the file says where it was recorded.
    package var hasLocation = false
    var slowMotionSegments: [SlowMotion.Segment] = []
    /// Harmless oddities, one sentence each.
    var warnings: [String] = []
    private var defaultSampleSizes: [UInt32: UInt32] = [:]

    /// Reads a file's boxes and checks what they promise.
    ///
    /// - Throws: ``HeaderError`` if the file has no movie header, is encrypted or incomplete, or promises more than it
    ///   can hold or the limits allow.
    package init(_ source: ByteSource, limits: Limits) throws(HeaderError) {
        let reader = BoxReader(source, maximumBoxes: limits.boxes)
        let movieBoxes = MovieBoxes(reader: reader, limits: limits)
        let list = try reader.topLevel()
        topLevel = list.boxes.map(\.type)
        if let fileType = list.first("ftyp") { brands = try Self.brands(fileType, reader) }
        guard let movie = list.first("moov") else { throw Self.missingMovie(list) }
        guard Int64(movie.payload.count) <= limits.movieHeaderBytes else {
            throw HeaderError(
                .limitExceeded,
                "The movie header has \(movie.payload.count) bytes; the limit is \(limits.movieHeaderBytes).")
        }
        if movie.isCutOff {
            throw HeaderError(.truncated, "The file ends in the middle of its movie header. \(Self.remedy)")
        }
        if let cut = list.boxes.last, cut.isCutOff {
            warnings.append("The last part of the file ('\(cut.type)') claims more bytes than the file has.")
        }
        if let place = list.damagedAt {
            warnings.append("The data after byte \(place) is not part of a movie.")
        }
        isFragmented = list.first("moof") != nil
        try readMovie(movie, movieBoxes)
        try check(list, movieBoxes)
        readSlowMotion(list, reader)
    }

    private static let remedy =
        "The recording was never finished, or the upload is incomplete; send it again."

    private static func missingMovie(_ list: BoxList) -> HeaderError {
        if let place = list.damagedAt {
            return HeaderError(
                .malformed,
                "The file's structure is damaged at byte \(place), and no movie header comes before that.")
        }
        return HeaderError(.truncated, "The file has no movie header (moov). \(remedy)")
    }

    /// `ftyp` (ISO/IEC 14496-12, 4.3).
    private static func brands(_ box: Box, _ reader: BoxReader) throws(HeaderError) -> [FourCC] {
        var cursor = reader.cursor(box)
        var brands = [try cursor.fourCC()]
        try cursor.skip(4)
        // No writer lists as many as a hundred.
        while cursor.remaining >= 4, brands.count < 100 { brands.append(try cursor.fourCC()) }
        return brands
    }

    private mutating func readMovie(_ movie: Box, _ movieBoxes: MovieBoxes) throws(HeaderError) {
        let (reader, limits) = (movieBoxes.reader, movieBoxes.limits)
        let parts = try reader.children(of: movie)
        if parts.first("cmov") != nil {
            throw HeaderError(.malformed, "The movie header is compressed (cmov), which no phone writes.")
        }
        if let header = parts.first("mvhd") {
            var (version, _, cursor) = try reader.fullBox(header)
            try cursor.skip(version == 1 ? 16 : 8)
            timescale = try cursor.uint32()
            hasUnknownDuration = try version == 1 ? cursor.uint64() == .max : cursor.uint32() == .max
        }
        let tracks = parts.all("trak")
        guard tracks.count <= limits.streams else {
            throw HeaderError(
                .limitExceeded, "The file has \(tracks.count) tracks; the limit is \(limits.streams).")
        }
        for track in tracks { self.tracks.append(try movieBoxes.track(track)) }
        if self.tracks.contains(where: { $0.isPictureOrSound && $0.hasUnknownDuration }) {
            hasUnknownDuration = true
        }
        for metadata in parts.all("meta") { try readTags(metadata, reader) }
        for user in parts.all("udta") {
            let tags = try reader.children(of: user)
            for metadata in tags.all("meta") { try readTags(metadata, reader) }
            // `©xyz` of QuickTime, and 3GPP TS 26.244, 8.2.4.
            if tags.boxes.contains(where: { $0.type.rawValue == 0xA978_797A || $0.type == "loci" }) {
                hasLocation = true
            }
        }
        if let extends = parts.first("mvex") {
            defaultSampleSizes = try movieBoxes.defaultSampleSizes(ofExtends: extends)
        }
    }

    private func check(_ list: BoxList, _ movieBoxes: MovieBoxes) throws(HeaderError) {
        if tracks.contains(where: { $0.isPictureOrSound && $0.isEncrypted }) {
            throw HeaderError(
                .encrypted, "The media are encrypted (protected by DRM); only unprotected files can be used.")
        }
        if timescale == 0, tracks.contains(where: { $0.isPictureOrSound && !$0.edits.isEmpty }) {
            throw HeaderError(.malformed, "The clock of the movie's edits stands still (a time scale of 0).")
        }
        let source = movieBoxes.reader.source
        try movieBoxes.checkFragments(list.all("moof"), defaultSizes: defaultSampleSizes)
        for track in tracks where track.isPictureOrSound && track.sampleBytes > source.count {
            throw HeaderError(
                .truncated,
                "The header lists \(track.sampleBytes) bytes of media, but the file has only"
                    + " \(source.count). The upload is incomplete; send it again.")
        }
    }
}
