package import Containers

extension PhotoMetadata {
    /// Reads the boxes of a HEIC or AVIF photo (ISO/IEC 23008-12).
    ///
    /// - Throws: ``HeaderError`` if the file ends within the boxes.
    package init(heif source: ByteSource, limits: Limits) throws(HeaderError) {
        let reader = BoxReader(source, maximumBoxes: limits.boxes)
        let list = try reader.topLevel()
        guard let meta = list.first("meta"), !meta.isCutOff else {
            // An animated photo may have only tracks.
            if let movie = list.first("moov"), !movie.isCutOff { return }
            throw HeaderError(.truncated, "The photo ends before its list of pictures does. Send it again.")
        }
        let items = try HEIFItems(meta, reader)
        let auxiliary = try Self.auxiliaryTypes(items, reader)
        hasGainMap =
            items.items.values.contains { $0.type == "tmap" }
            || auxiliary.contains { $0.hasPrefix("urn:com:apple:photo:2020:aux:hdrgainmap") }
        let xmp = readItems(items, limits)
        if let box = list.first("mpvd"), try MotionPhoto.startsVideo(source, at: box.payload.lowerBound) {
            // Motion Photo format 1.0 puts the video of a HEIC or AVIF photo into a box of its own.
            motionOffset = box.payload.lowerBound
        } else {
            try findFilm(source, xmp: xmp)
        }
        if let last = list.boxes.last, last.isCutOff {
            throw HeaderError(
                .truncated, "The last part of the photo ('\(last.type)') is cut off. Send the photo again.")
        }
    }

    /// Applies EXIF, and returns XMP.
    private mutating func readItems(
        _ items: HEIFItems, _ limits: Limits
    ) -> XMPPacket? {
        var xmp: XMPPacket?
        for (id, item) in items.items.sorted(by: { $0.key < $1.key }) {
            let isXMP = item.type == "mime" && item.contentType == "application/rdf+xml"
            guard item.type == "Exif" || isXMP,
                let bytes = try? items.data(of: id, maximum: limits.metadataBytes)
            else { continue }
            if isXMP {
                xmp = XMPPacket(bytes)
            } else if bytes.count > 4 {
                // The first four bytes give the distance from their end to the TIFF header (23008-12, A.2.1).
                let skipped = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
                apply(exif: Array(bytes.dropFirst(4).dropFirst(skipped)))
            }
        }
        return xmp
    }

    /// The types of the primary picture's auxiliary pictures (`auxC`; 23008-12, 6.5.8).
    private static func auxiliaryTypes(
        _ items: HEIFItems, _ reader: BoxReader
    ) throws(HeaderError) -> [String] {
        var types: [String] = []
        for item in items.sources(of: "auxl", to: items.primary) {
            for property in items.properties(of: item) where property.type == "auxC" {
                var (_, _, cursor) = try reader.fullBox(property)
                types.append(
                    String(decoding: try cursor.bytes(Int(min(cursor.remaining, 128))), as: UTF8.self))
            }
        }
        return types
    }
}
