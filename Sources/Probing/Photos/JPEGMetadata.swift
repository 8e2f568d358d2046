package import Containers

extension PhotoMetadata {
    /// Reads the segments of a JPEG file up to its picture data (ITU-T T.81, annex B).
    package init(jpeg source: ByteSource) throws(HeaderError) {
        var segments = JPEGSegments(source)
        var exif: [UInt8]?
        var xmp: XMPPacket?
        while let segment = try segments.next() {
            if exif == nil, var body = segment.exif {
                exif = try body.bytes(Int(body.remaining))
            } else if xmp == nil, var body = segment.body(of: 1, after: "http://ns.adobe.com/xap/1.0/\0".utf8)
            {
                xmp = XMPPacket(try body.bytes(Int(body.remaining)))
            } else if segment.body(of: 2, after: "urn:iso:std:iso:ts:21496:-1\0".utf8) != nil {
                // ISO 21496-1 marks the base picture with its own name.
                hasGainMap = true
            }
        }
        if let exif { apply(exif: exif) }
        // Ultra HDR image format 1.0 lists the gain map among the files that follow.
        if let xmp, xmp.properties.contains(where: { $0.name == "Semantic" && $0.value == "GainMap" }) {
            hasGainMap = true
        }
        try findFilm(source, xmp: xmp)
    }
}
