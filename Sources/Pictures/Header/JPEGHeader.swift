internal import Libav

/// A JPEG file's facts, from its segments before the first scan.
package struct JPEGHeader {
    package let summary: PictureHeader

    package init(_ bytes: Span<UInt8>) throws(PictureFault) {
        let segments = JPEGSegments(bytes)
        guard let frame = segments.first(where: \.isStartOfFrame) else {
            throw PictureFault(.truncated, "the JPEG ends before its picture's size")
        }
        // T.81, B.2.2: P, Y, X, Nf.
        let size = frame.payload.lowerBound + 1
        guard let height = bytes.integer(at: size, size: 2),
            let width = bytes.integer(at: size + 2, size: 2), size + 4 < frame.payload.upperBound
        else { throw PictureFault(.truncated, "the JPEG ends within its picture's size") }
        guard width > 0, height > 0 else {
            throw PictureFault(.damaged, "the JPEG says that its picture is \(width) × \(height)")
        }
        let scan = segments.first { $0.marker == JPEGSegment.startOfScan }
        guard let start = scan?.payload.upperBound,
            bytes.count - start >= Self.leastBytes(frame.marker, width, height)
        else {
            throw PictureFault(
                .truncated, "the JPEG was cut off before the better part of its \(width) × \(height) pixels")
        }

        let profile = ICCProfile(Self.profile(of: segments, in: bytes).span)
        var colorimetry = Colorimetry.jpeg
        if let primaries = profile?.primaries { colorimetry.primaries = primaries }
        let exif = EXIF.range(inJPEG: bytes)
        summary = PictureHeader(
            format: .jpeg, width: width, height: height,
            orientation: exif.flatMap { EXIF.orientation(inTIFF: bytes, range: $0) } ?? .identity,
            colorimetry: colorimetry, profileName: profile?.name,
            isTruncated: !Self.hasEnd(bytes, from: start),
            profile: Self.conversion(profile, exif, components: bytes[size + 4], bytes))
    }

    /// How the colours are converted: by the profile, or, without one, by EXIF.
    private static func conversion(
        _ profile: ICCProfile?, _ exif: Range<Int>?, components: UInt8, _ bytes: Span<UInt8>
    ) -> SourceProfile? {
        if let profile {
            return profile.conversion?.fitting(components == 1 ? .gray : components == 4 ? .inks : .screen)
        }
        guard components == 3, let exif, EXIF.isAdobeRGB(inTIFF: bytes, range: exif) else { return nil }
        return .chromaticities(.adobeRGB)
    }

    /// Bytes below which there cannot be a picture of that size: the sequential processes of T.81 (SOF0
    /// and SOF1) spend at least one bit on each block of 8 × 8 samples (F.1.2.1.3).
    private static func leastBytes(_ marker: UInt8, _ width: Int, _ height: Int) -> Int {
        marker <= 0xC1 ? (width + 7) / 8 * ((height + 7) / 8) / 8 : 1
    }

    /// Whether an end marker follows; within coded data 0xFF is always followed by 0 or a restart.
    private static func hasEnd(_ bytes: Span<UInt8>, from start: Int) -> Bool {
        var index = start
        while index + 1 < bytes.count {
            if bytes[index] == 0xFF, bytes[index + 1] == JPEGSegment.endOfImage { return true }
            index += 1
        }
        return false
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
