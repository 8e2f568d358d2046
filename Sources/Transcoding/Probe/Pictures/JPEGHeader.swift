internal import Libav

/// Reads a JPEG file's segments up to its picture data (ITU-T T.81, annex B).
enum JPEGHeader {
    private enum Marker {
        static let startOfScan: UInt8 = 0xDA
        static let endOfImage: UInt8 = 0xD9
        static let app1: UInt8 = 0xE1
        static let app2: UInt8 = 0xE2
        /// Start of frame, but for DHT (C4), JPG (C8) and DAC (CC), which share the range.
        static func isStartOfFrame(_ marker: UInt8) -> Bool {
            (0xC0...0xCF).contains(marker) && ![0xC4, 0xC8, 0xCC].contains(marker)
        }
        /// Markers without a length: restarts, start of image, and TEM.
        static func isAlone(_ marker: UInt8) -> Bool { (0xD0...0xD8).contains(marker) || marker == 0x01 }
    }

    /// Segments before the picture data: extended XMP with depth maps takes hundreds.
    private static let maximumSegments = 10_000

    /// - Throws: ``HeaderError`` where the file ends before its picture data start.
    static func read(_ source: ByteSource) throws(HeaderError) -> PictureHeader {
        var header: PictureHeader?
        var exif: [UInt8]?
        var xmp: XMPPacket?
        var hasISOGainMap = false
        var cursor = ByteCursor(source)
        try cursor.skip(2)
        segments: for _ in 0..<maximumSegments {
            let marker = try nextMarker(&cursor)
            if Marker.isAlone(marker) { continue }
            if marker == Marker.endOfImage { break }
            let length = Int64(try cursor.uint16())
            guard length >= 2 else { throw HeaderError(.malformed, "A JPEG segment has no length.") }
            var segment = ByteCursor(source, cursor.position..<(cursor.position + length - 2))
            switch marker {
            case Marker.startOfScan:
                guard var header else { break segments }
                if let exif { header.apply(exif: exif) }
                return try finish(header, source, xmp: xmp, hasISOGainMap: hasISOGainMap)
            case Marker.app1:
                if exif == nil, try segment.takes("Exif\0".utf8) {
                    try segment.skip(min(1, segment.remaining))
                    exif = try segment.bytes(Int(segment.remaining))
                } else if xmp == nil, try segment.takes("http://ns.adobe.com/xap/1.0/\0".utf8) {
                    xmp = XMPPacket(try segment.bytes(Int(segment.remaining)))
                }
            case Marker.app2:
                // ISO 21496-1: the base picture of an Ultra HDR photo names the standard.
                if try segment.takes("urn:iso:std:iso:ts:21496:-1\0".utf8) { hasISOGainMap = true }
            case let marker where Marker.isStartOfFrame(marker) && header == nil:
                header = try startOfFrame(&segment)
            default: break
            }
            try cursor.skip(length - 2)
        }
        throw HeaderError(.truncated, "The JPEG ends before its picture data start. Send the photo again.")
    }

    private static func nextMarker(_ cursor: inout ByteCursor) throws(HeaderError) -> UInt8 {
        do throws(HeaderError) {
            // Decoders skip what stands between segments; 64 KiB of it is more than any camera pads.
            for _ in 0..<(64 << 10) where try cursor.uint8() == 0xFF {
                var marker = try cursor.uint8()
                while marker == 0xFF { marker = try cursor.uint8() }
                if marker != 0 { return marker }
            }
        } catch  where error.kind == .truncated {
            throw HeaderError(
                .truncated, "The JPEG ends before its picture data start. Send the photo again.")
        }
        throw HeaderError(.malformed, "The JPEG's header is damaged at byte \(cursor.position).")
    }

    private static func startOfFrame(_ segment: inout ByteCursor) throws(HeaderError) -> PictureHeader {
        try segment.skip(1)
        let height = Int(try segment.uint16())
        let width = Int(try segment.uint16())
        var header = PictureHeader(container: "jpeg", width: width, height: height)
        header.colorimetry = .jpeg
        return header
    }

    private static func finish(
        _ header: PictureHeader, _ source: ByteSource, xmp: XMPPacket?, hasISOGainMap: Bool
    ) throws(HeaderError) -> PictureHeader {
        var header = header
        // Adobe's and Android's Ultra HDR photos have the version of the gain map in their XMP.
        let isUltraHDR = xmp?.properties.contains { $0.name == "Semantic" && $0.value == "GainMap" } ?? false
        header.hasGainMap = hasISOGainMap || isUltraHDR
        header.motionOffset = try MotionPhoto.offset(source, xmp: xmp)
        if header.motionOffset == nil, xmp.flatMap(MotionPhoto.distanceFromEnd) != nil {
            header.warnings.append("The photo says that it has a moving part, but there is none.")
        }
        return header
    }
}
