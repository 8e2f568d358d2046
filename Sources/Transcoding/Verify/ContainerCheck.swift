internal import Containers
internal import Probing

/// Checks an output's boxes (ISO/IEC 14496-12) without FFmpeg, which wrote them.
struct ContainerCheck {
    private let reader: BoxReader

    init(_ source: ByteSource) {
        reader = BoxReader(source, maximumBoxes: Limits().boxes)
    }

    /// - Throws: ``HeaderError`` if the boxes cannot be read at all.
    func run(_ deviations: inout Deviations) throws(HeaderError) {
        let file = try reader.topLevel()
        let order = file.boxes.map(\.type)
        deviations.expect(
            file.damagedAt == nil && !file.boxes.contains(where: \.isCutOff), "a box is damaged")
        deviations.expect(order.first == "ftyp", "the file does not begin with its type box")
        deviations.expect(
            Set(order).isSubset(of: ["ftyp", "moov", "free", "mdat"]), "there are unexpected boxes")
        if let index = order.firstIndex(of: "moov"), let data = order.firstIndex(of: "mdat") {
            deviations.expect(index < data, "the index comes after the media")
        } else {
            deviations.expect(false, "the index or the media are missing")
        }
        if let type = file.first("ftyp") { try checkBrands(type, &deviations) }
        if let movie = file.first("moov") { try checkMovie(movie, &deviations) }
    }

    /// Players look for a brand that they know (4.3). These two say "MP4" and "holds H.264".
    private func checkBrands(_ box: Box, _ deviations: inout Deviations) throws(HeaderError) {
        var cursor = reader.cursor(box)
        try cursor.skip(8)
        var brands: Set<FourCC> = []
        while cursor.remaining >= 4 { brands.insert(try cursor.fourCC()) }
        deviations.expect(brands.isSuperset(of: ["isom", "avc1"]), "the brands isom and avc1 are missing")
    }

    private func checkMovie(_ movie: Box, _ deviations: inout Deviations) throws(HeaderError) {
        let parts = try reader.children(of: movie)
        deviations.expect(parts.first("mvex") == nil, "the file is fragmented")
        deviations.expect(parts.first("meta") == nil, "there is metadata")
        if let userData = parts.first("udta") { try checkUserData(userData, &deviations) }
        let tracks = parts.all("trak")
        deviations.expect(tracks.count, is: 2, "the number of tracks")
        for track in tracks {
            let parts = try reader.children(of: track)
            // An empty `edts` means the same as no `edts`, but there is no reason to write one.
            deviations.expect(parts.first("edts") == nil, "there is an edit list")
            deviations.expect(
                parts.first("udta") == nil && parts.first("meta") == nil, "a track has metadata")
            if let colour = try colourBox(ofTrack: parts) { try checkColour(colour, &deviations) }
        }
    }

    /// FFmpeg writes `udta` with an empty list of tags even if there are no tags.
    private func checkUserData(_ box: Box, _ deviations: inout Deviations) throws(HeaderError) {
        let parts = try reader.children(of: box)
        deviations.expect(parts.boxes.allSatisfy { $0.type == "meta" }, "there is user data")
        for metadata in parts.all("meta") {
            guard let tags = try reader.children(ofMeta: metadata).first("ilst") else { continue }
            deviations.expect(try reader.children(of: tags).boxes.isEmpty, "there is metadata")
        }
    }

    /// The `colr` box of a picture track; nil for sound.
    private func colourBox(ofTrack track: BoxList) throws(HeaderError) -> Box? {
        var list = track
        for type: FourCC in ["mdia", "minf", "stbl"] {
            guard let box = list.first(type) else { return nil }
            list = try reader.children(of: box)
        }
        // 8.5.2: version, flags and a count before the entries.
        guard let descriptions = list.first("stsd"),
            let picture = try reader.children(of: descriptions, skipping: 8).first("avc1")
        else { return nil }
        // 12.1.3: 78 bytes of a visual sample entry before its boxes.
        return try reader.children(of: picture, skipping: 78).first("colr")
    }

    /// 12.1.5: `nclx`, then primaries, transfer and matrix, then a bit for full range.
    private func checkColour(_ box: Box, _ deviations: inout Deviations) throws(HeaderError) {
        var cursor = reader.cursor(box)
        deviations.expect(try cursor.fourCC() == "nclx", "the container's colour is of another kind")
        let codes = [try cursor.uint16(), try cursor.uint16(), try cursor.uint16()]
        deviations.expect(codes, is: [1, 1, 1], "the container's colour")
        deviations.expect(try cursor.uint8() & 0x80 == 0, "the container says full range")
    }
}
