internal import Libav

/// The properties of a HEIF file's primary item (ISO/IEC 23008-12, 6.5).
struct HEIFProperties {
    /// `ispe`: width and height in pixels.
    private(set) var size: (width: Int, height: Int)?
    /// `irot` and `imir` in their order, as one movement.
    private(set) var orientation = Orientation.identity
    /// `clap`: width and height of what is to be seen.
    private(set) var cleanAperture: (width: Int, height: Int)?
    /// `colr` of type `nclx`.
    private(set) var nclx: Colorimetry?
    /// `colr` of type `prof` or `rICC`: where the ICC profile lies.
    private(set) var profile: Range<Int>?
    /// `hvcC` or `av1C`, of the picture itself or of the first tile of its grid.
    private(set) var sampling: ChromaSampling?
    /// Whether the file holds an alpha plane.
    private(set) var hasAlpha = false

    /// How many chroma samples there are.
    enum ChromaSampling: Int {
        // The numbers of HEVC's chroma_format_idc (ITU-T H.265, table 6-1).
        case monochrome = 0
        case c420 = 1
        case c422 = 2
        case c444 = 3
    }

    init(of items: HEIFItems, _ bytes: Span<UInt8>) {
        hasAlpha = items.allProperties.contains { Self.isAlpha($0, in: bytes) }
        for property in items.properties(of: items.primary, bytes) { apply(property, bytes) }
        if sampling == nil, let tile = items.firstTile(of: items.primary, bytes) {
            sampling = items.properties(of: tile, bytes).compactMap { Self.sampling(in: $0, bytes) }.first
        }
    }

    private mutating func apply(_ property: HEIFBox, _ bytes: Span<UInt8>) {
        let start = property.content.lowerBound
        switch property.type {
        case "hvcC", "av1C":
            sampling = Self.sampling(in: property, bytes)
        case "ispe":
            guard let width = bytes.integer(at: start + 4, size: 4),
                let height = bytes.integer(at: start + 8, size: 4)
            else { return }
            size = (width, height)
        case "irot":
            // 6.5.10: quarter turns counter-clockwise.
            guard let angle = bytes.byte(at: start) else { return }
            orientation = orientation.turned(clockwiseDegrees: -90 * Int(angle & 3))
        case "imir":
            // 6.5.12: 0 exchanges top and bottom, 1 left and right.
            guard let axis = bytes.byte(at: start) else { return }
            orientation = orientation.mirroredAgain(topToBottom: axis & 1 == 0)
        case "clap":
            let numbers = (0..<4).compactMap { bytes.integer(at: start + $0 * 4, size: 4) }
            guard numbers.count == 4, numbers[1] > 0, numbers[3] > 0 else { return }
            cleanAperture = (numbers[0] / numbers[1], numbers[2] / numbers[3])
        case "colr":
            applyColor(property, bytes)
        default:
            break
        }
    }

    private mutating func applyColor(_ property: HEIFBox, _ bytes: Span<UInt8>) {
        let start = property.content.lowerBound
        switch FourCC(bytes, at: start) {
        case "nclx":
            guard let primaries = bytes.integer(at: start + 4, size: 2),
                let transfer = bytes.integer(at: start + 6, size: 2),
                let matrix = bytes.integer(at: start + 8, size: 2), let flags = bytes.byte(at: start + 10)
            else { return }
            nclx = Colorimetry(
                primaries: ColorPrimaries(rawValue: Int32(primaries)),
                transfer: TransferFunction(rawValue: Int32(transfer)),
                matrix: ColorMatrix(rawValue: Int32(matrix)), range: flags & 0x80 != 0 ? .full : .limited)
        case "prof", "rICC":
            profile = property.content.dropFirst(4)
        default:
            break
        }
    }

    private static func sampling(in property: HEIFBox, _ bytes: Span<UInt8>) -> ChromaSampling? {
        let start = property.content.lowerBound
        switch property.type {
        case "hvcC":
            // ISO/IEC 14496-15, 8.3.3.1.
            return bytes.byte(at: start + 16).flatMap { ChromaSampling(rawValue: Int($0 & 3)) }
        case "av1C":
            // AV1 Codec ISO Media File Format Binding, 2.3.3: monochrome and the two subsampling flags.
            guard let flags = bytes.byte(at: start + 2) else { return nil }
            if flags & 0x10 != 0 { return .monochrome }
            return flags & 0x08 == 0 ? .c444 : flags & 0x04 == 0 ? .c422 : .c420
        default:
            return nil
        }
    }

    private static func isAlpha(_ property: HEIFBox, in bytes: Span<UInt8>) -> Bool {
        let start = property.content.lowerBound + 4
        return property.type == "auxC"
            && (bytes.hasText("urn:mpeg:mpegB:cicp:systems:auxiliary:alpha", at: start)
                || bytes.hasText("urn:mpeg:hevc:2015:auxid:1\0", at: start))
    }
}

extension Orientation {
    /// This movement followed by a turn.
    func turned(clockwiseDegrees: Int) -> Orientation {
        Orientation(clockwiseDegrees: self.clockwiseDegrees + clockwiseDegrees, mirrored: isMirrored)
    }

    /// This movement followed by a mirroring.
    func mirroredAgain(topToBottom: Bool) -> Orientation {
        // To mirror left to right after a turn is to mirror before the opposite turn; to mirror top to
        // bottom is to mirror left to right and then to turn by 180°.
        Orientation(
            clockwiseDegrees: (topToBottom ? 180 : 0) - clockwiseDegrees, mirrored: !isMirrored)
    }
}
