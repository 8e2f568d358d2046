internal import Libav

/// Reads the boxes of a HEIC or AVIF photo, but not its picture data (ISO/IEC 23008-12).
enum HEIFHeader {
    /// - Returns: nil where the file has no still picture but a movie, as image sequences do.
    static func read(_ source: ByteSource, limits: Limits) throws(HeaderError) -> PictureHeader? {
        let reader = BoxReader(source, limits: limits)
        let list = try reader.topLevel()
        guard let meta = list.first("meta") else {
            if list.first("moov") != nil { return nil }
            throw HeaderError(.truncated, "The HEIF file has no picture list (meta). Send the photo again.")
        }
        if meta.isCutOff {
            throw HeaderError(
                .truncated, "The HEIF file ends in the middle of its header. Send the photo again.")
        }
        let items = try HEIFItems(meta, reader)
        let isAVIF = items.items.values.contains { $0.type == "av01" }
        var header = PictureHeader(container: isAVIF ? "avif" : "heif", width: 0, height: 0)
        try apply(items.properties(of: items.primary), reader, to: &header)
        let auxiliary = try auxiliaryTypes(items, reader)
        header.hasAlpha = auxiliary.contains { type in
            // MIAF (ISO/IEC 23000-22, 7.3.5.2); the second is what HEVC encoders before it wrote.
            type.hasPrefix("urn:mpeg:mpegB:cicp:systems:auxiliary:alpha")
                || type.hasPrefix("urn:mpeg:hevc:2015:auxid:1")
        }
        header.hasGainMap =
            items.items.values.contains { $0.type == "tmap" }
            || auxiliary.contains { $0.hasPrefix("urn:com:apple:photo:2020:aux:hdrgainmap") }
        let xmp = try readMetadata(items, source, limits, into: &header)
        header.motionOffset = try motionOffset(list, source, xmp: xmp)
        if list.boxes.last?.isCutOff == true {
            header.warnings.append(
                "The photo claims more bytes than the file has; part of it may be missing.")
        }
        return header
    }

    /// The properties of the primary picture; turns and mirrorings in their order.
    private static func apply(
        _ properties: [Box], _ reader: BoxReader, to header: inout PictureHeader
    ) throws(HeaderError) {
        for property in properties {
            var cursor = reader.cursor(property)
            switch property.type {
            case "ispe":
                try cursor.skip(4)
                header.width = Int(try cursor.uint32())
                header.height = Int(try cursor.uint32())
            case "irot":
                // Counter-clockwise, in quarter turns.
                let turn = Orientation(clockwiseDegrees: -90 * Int(try cursor.uint8() & 3), mirrored: false)
                header.orientation = header.orientation.followed(by: turn)
            case "imir":
                // 0 exchanges top and bottom, 1 left and right (edition of 2022).
                let isLeftToRight = try cursor.uint8() & 1 == 1
                let mirror: Orientation = isLeftToRight ? .mirrored : .mirroredTurned180
                header.orientation = header.orientation.followed(by: mirror)
            case "colr" where try cursor.fourCC() == "nclx":
                header.colorimetry = Colorimetry(
                    primaries: ColorPrimaries(rawValue: Int32(try cursor.uint16())),
                    transfer: TransferFunction(rawValue: Int32(try cursor.uint16())),
                    matrix: ColorMatrix(rawValue: Int32(try cursor.uint16())),
                    range: try cursor.uint8() & 0x80 != 0 ? .full : .limited)
            default: break
            }
        }
    }

    /// What the auxiliary pictures of the primary one are (`auxC`; 23008-12, 6.5.8).
    private static func auxiliaryTypes(
        _ items: HEIFItems, _ reader: BoxReader
    ) throws(HeaderError) -> [String] {
        var types: [String] = []
        for reference in items.references
        where reference.type == "auxl" && reference.to.contains(items.primary) {
            for property in items.properties(of: reference.from) where property.type == "auxC" {
                var (_, _, cursor) = try reader.fullBox(property)
                types.append(
                    String(decoding: try cursor.bytes(Int(min(cursor.remaining, 128))), as: UTF8.self))
            }
        }
        return types
    }

    private static func readMetadata(
        _ items: HEIFItems, _ source: ByteSource, _ limits: Limits, into header: inout PictureHeader
    ) throws(HeaderError) -> XMPPacket? {
        var xmp: XMPPacket?
        for (id, item) in items.items {
            let isXMP = item.type == "mime" && item.contentType == "application/rdf+xml"
            guard item.type == "Exif" || isXMP,
                let bytes = try? items.data(of: id, in: source, maximum: limits.metadataBytes)
            else { continue }
            if isXMP {
                xmp = XMPPacket(bytes)
            } else if bytes.count > 4 {
                // Four bytes say how far behind them the TIFF header starts (23008-12, A.2.1).
                let skipped = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
                header.apply(exif: Array(bytes.dropFirst(4).dropFirst(skipped)), appliesOrientation: false)
            }
        }
        return xmp
    }

    /// Motion Photo format 1.0 puts the film of a HEIC or AVIF photo into a box of its own.
    private static func motionOffset(
        _ list: BoxList, _ source: ByteSource, xmp: XMPPacket?
    ) throws(HeaderError) -> Int64? {
        if let box = list.first("mpvd"), try MotionPhoto.startsFilm(source, at: box.payload.lowerBound) {
            return box.payload.lowerBound
        }
        return try MotionPhoto.offset(source, xmp: xmp)
    }
}
