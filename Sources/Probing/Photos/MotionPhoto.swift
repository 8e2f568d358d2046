internal import Containers

/// Finds the video that Android's cameras append to a photo's file.
enum MotionPhoto {
    /// Where the video starts, in bytes from the end of the file, as the photo's XMP says.
    ///
    /// Motion Photo format 1.0 lists the parts of the file in order. The video is the one whose `Semantic` is
    /// `MotionPhoto`; its distance from the end is its length plus that of the later parts. The older "micro video"
    /// states the distance itself.
    ///
    /// - Returns: nil if the photo is neither.
    static func distanceFromEnd(_ xmp: XMPPacket) -> Int64? {
        if xmp.value("MotionPhoto") == "1", let distance = distanceInDirectory(xmp) { return distance }
        guard xmp.value("MicroVideo") == "1" || xmp.value("MotionPhoto") == "1" else { return nil }
        return xmp.value("MicroVideoOffset").flatMap { Int64($0) }.flatMap { $0 > 0 ? $0 : nil }
    }

    private static func distanceInDirectory(_ xmp: XMPPacket) -> Int64? {
        var distance: Int64 = 0
        var isVideo = false
        var hasVideo = false
        for property in xmp.properties {
            switch property.name {
            case "Item": isVideo = false
            case "Semantic":
                isVideo = property.value == "MotionPhoto"
                hasVideo = hasVideo || isVideo
                if isVideo { distance = 0 }
            case "Length":
                guard let length = Int64(property.value), length >= 0 else { return nil }
                let (sum, overflow) = distance.addingReportingOverflow(length)
                if overflow { return nil }
                distance = sum
            default: break
            }
        }
        return hasVideo && distance > 0 ? distance : nil
    }

    /// Where in a file the video starts, by XMP or by Samsung's trailer.
    ///
    /// - Returns: nil if no MP4 or QuickTime file starts there.
    /// - Throws: only ``HeaderError`` of kind `unreadable`, if the file cannot be read.
    static func offset(_ source: ByteSource, xmp: XMPPacket?) throws(HeaderError) -> Int64? {
        if let distance = xmp.flatMap(distanceFromEnd), distance < source.count {
            let offset = source.count - distance
            if try startsVideo(source, at: offset) { return offset }
        }
        guard let trailer = try? SamsungTrailer(source, end: source.count),
            let range = trailer.range(of: .motionPhoto), try startsVideo(source, at: range.lowerBound)
        else { return nil }
        return range.lowerBound
    }

    /// Whether a file type box starts at an offset.
    static func startsVideo(_ source: ByteSource, at offset: Int64) throws(HeaderError) -> Bool {
        guard offset >= 0, offset + 8 <= source.count else { return false }
        return try source.bytes(at: offset + 4, count: 4).elementsEqual("ftyp".utf8)
    }
}
