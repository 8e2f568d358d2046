internal import Libav

/// A JPEG file's facts, from its segments before the first scan.
struct JPEGHeader {
    let summary: PictureHeader

    init(_ bytes: Span<UInt8>) throws(PictureFault) {
        let segments = JPEGSegments(bytes)
        guard let frame = segments.first(where: \.isStartOfFrame) else {
            throw PictureFault(.truncated, "the JPEG ends before its picture's size")
        }
        // T.81, B.2.2: P, Y, X, Nf.
        let start = frame.payload.lowerBound
        guard let height = bytes.integer(at: start + 1, size: 2),
            let width = bytes.integer(at: start + 3, size: 2), start + 5 < frame.payload.upperBound
        else { throw PictureFault(.truncated, "the JPEG ends within its picture's size") }
        guard width > 0, height > 0 else {
            throw PictureFault(.damaged, "the JPEG says that its picture is \(width) × \(height)")
        }
        let scan = segments.first { $0.marker == JPEGSegment.startOfScan }
        guard let scan, scan.payload.upperBound < bytes.count else {
            throw PictureFault(.truncated, "the JPEG ends before its picture begins")
        }

        let profile = ICCProfile(Self.profile(of: segments, in: bytes).span)
        var colorimetry = Colorimetry.jpeg
        if let primaries = profile?.primaries { colorimetry.primaries = primaries }
        summary = PictureHeader(
            format: .jpeg, width: width, height: height,
            orientation: EXIF.orientation(inJPEG: bytes) ?? .identity,
            colorimetry: colorimetry, profileName: profile?.name)
    }

    /// The profile from its parts, each with a sequence number (ICC.1:2022, B.4).
    private static func profile(of segments: JPEGSegments, in bytes: Span<UInt8>) -> [UInt8] {
        let parts = segments.all.filter { $0.isICC(in: bytes) }.map {
            let start = $0.payload.lowerBound + JPEGSegment.iccMark.count
            return (
                number: bytes.byte(at: start) ?? 0, range: start + 2..<max(start + 2, $0.payload.upperBound)
            )
        }
        return parts.sorted { $0.number < $1.number }.flatMap { bytes.bytes($0.range) }
    }
}
