internal import Libav

/// The properties of a HEIF file's primary item (ISO/IEC 23008-12, 6.5).
struct HEIFProperties {
    /// `ispe`: width and height in pixels.
    private(set) var size: (width: Int, height: Int)?
    /// `irot` and `imir` in their order, as one movement.
    private(set) var orientation = Orientation.identity
    /// `clap`: what of the stored picture is to be seen.
    private(set) var cleanAperture: PixelRect?
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
        let own = items.properties(of: items.primary, bytes)
        for property in own { apply(property, bytes) }
        if let size, let crop = own.first(where: { $0.type == "clap" }) {
            cleanAperture = Self.cleanAperture(crop, of: size, bytes)
        }
        if sampling == nil, let tile = items.tiles(of: items.primary, bytes).first {
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

    /// ISO/IEC 14496-12, 12.1.4: width, height and the offset of the centre, each as a fraction.
    ///
    /// Nil where the rectangle does not lie in the picture: such a property is ignored.
    private static func cleanAperture(
        _ property: HEIFBox, of size: (width: Int, height: Int), _ bytes: Span<UInt8>
    ) -> PixelRect? {
        let values: [Double] = (0..<4).compactMap { index in
            let start = property.content.lowerBound + index * 8
            guard let numerator = bytes.integer(at: start, size: 4),
                let denominator = bytes.integer(at: start + 4, size: 4), denominator > 0
            else { return nil }
            return Double(Int32(truncatingIfNeeded: numerator)) / Double(denominator)
        }
        guard values.count == 4, values[0] >= 1, values[1] >= 1 else { return nil }
        let (width, height) = (Int(values[0]), Int(values[1]))
        let x = (Double(size.width - width) / 2 + values[2]).rounded(.down)
        let y = (Double(size.height - height) / 2 + values[3]).rounded(.down)
        guard x >= 0, y >= 0, Int(x) + width <= size.width, Int(y) + height <= size.height else { return nil }
        return PixelRect(x: Int(x), y: Int(y), width: width, height: height)
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
