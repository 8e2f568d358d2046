package import Containers
internal import Libav

/// A JPEG file's facts, from its segments before the first scan.
package struct JPEGHeader {
    package let summary: PictureHeader

    package init(_ source: ByteSource) throws(PictureFault) {
        var facts = Facts()
        try PictureFault.reading { () throws(HeaderError) in try facts.read(source) }
        guard let frame = facts.frame else {
            throw PictureFault(.truncated, "the JPEG ends before its picture's size")
        }
        guard let size = try? frame.size else {
            throw PictureFault(.truncated, "the JPEG ends within its picture's size")
        }
        guard size.width > 0, size.height > 0 else {
            throw PictureFault(.damaged, "the JPEG says that its picture is \(size.width) × \(size.height)")
        }
        guard let start = facts.scanStart, source.count - start >= frame.leastBytes(size.width, size.height)
        else {
            throw PictureFault(
                .truncated,
                "the JPEG was cut off before most of its \(size.width) × \(size.height) pixels")
        }

        let profile = ICCProfile(facts.profile.span)
        var colorimetry = Colorimetry.jpeg
        if let primaries = profile?.primaries { colorimetry.primaries = primaries }
        let hasEnd = try PictureFault.reading { () throws(HeaderError) in try Self.hasEnd(source, from: start)
        }
        summary = PictureHeader(
            format: .jpeg, width: size.width, height: size.height,
            orientation: facts.exif?.orientation ?? .identity, colorimetry: colorimetry,
            profileName: profile?.name, isTruncated: !hasEnd,
            profile: Self.conversion(profile, facts.exif, components: size.components))
    }

    /// How to convert the colours: by the profile or, without one, by EXIF.
    private static func conversion(
        _ profile: ICCProfile?, _ exif: EXIF?, components: Int
    ) -> SourceProfile? {
        if let profile {
            return profile.conversion?.fitting(components == 1 ? .gray : components == 4 ? .inks : .screen)
        }
        guard components == 3, exif?.isAdobeRGB ?? false else { return nil }
        return .chromaticities(.adobeRGB)
    }

    /// Whether an end marker follows; within coded data 0xFF is always followed by 0 or a restart.
    private static func hasEnd(_ source: ByteSource, from start: Int64) throws(HeaderError) -> Bool {
        var previous: UInt8 = 0
        var position = start
        while position < source.count {
            let bytes = try source.bytes(at: position, count: Int(min(1 << 20, source.count - position)))
            for byte in bytes {
                if previous == 0xFF, byte == JPEGSegment.endOfImage { return true }
                previous = byte
            }
            position += Int64(bytes.count)
        }
        return false
    }
}

extension JPEGHeader {
    /// What the segments say.
    private struct Facts {
        private(set) var frame: JPEGSegment?
        private(set) var exif: EXIF?
        private(set) var scanStart: Int64?
        private var hasEXIF = false
        /// Parts of the ICC profile, each with its number.
        private var profileParts: [(number: UInt8, bytes: [UInt8])] = []

        mutating func read(_ source: ByteSource) throws(HeaderError) {
            var segments = JPEGSegments(source)
            while let segment = try segments.next() {
                if segment.isStartOfFrame, frame == nil { frame = segment }
                // The first EXIF segment counts, as for browsers, damaged or not.
                if !hasEXIF, var body = segment.exif {
                    hasEXIF = true
                    exif = try? EXIF(body.bytes(Int(body.remaining)))
                }
                if var body = segment.body(of: 2, after: "ICC_PROFILE\0".utf8), body.remaining >= 2 {
                    let number = try body.uint8()
                    try body.skip(1)
                    profileParts.append((number, try body.bytes(Int(body.remaining))))
                }
            }
            scanStart = segments.scanStart
        }

        /// The profile from its parts, each with a sequence number (ICC.1:2022, B.4).
        var profile: [UInt8] { profileParts.sorted { $0.number < $1.number }.flatMap(\.bytes) }
    }
}

extension JPEGSegment {
    /// Of a frame: T.81, B.2.2 (P, Y, X, Nf).
    fileprivate var size: (width: Int, height: Int, components: Int) {
        get throws(HeaderError) {
            var body = body
            try body.skip(1)
            let (height, width) = (Int(try body.uint16()), Int(try body.uint16()))
            return (width, height, Int(try body.uint8()))
        }
    }

    /// Bytes below which there cannot be a picture of that size: the sequential processes of T.81 (SOF0 and SOF1)
    /// spend at least one bit on the DC coefficient of each block of 8 × 8 samples, and one on its end (F.1.2).
    fileprivate func leastBytes(_ width: Int, _ height: Int) -> Int64 {
        marker <= 0xC1 ? (Int64((width + 7) / 8 * ((height + 7) / 8)) * 2 + 7) / 8 : 1
    }
}
