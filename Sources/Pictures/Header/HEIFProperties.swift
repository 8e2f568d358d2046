internal import Libav

/// The properties of an item of a HEIF file (ISO/IEC 23008-12, 6.5).
struct HEIFProperties {
    /// `ispe`: width and height in pixels.
    private(set) var size: (width: Int, height: Int)?
    /// `clap`, `irot` and `imir` in their order: what of the coded picture is seen, and how. Nil without a size.
    private(set) var transform: HEIFTransform?
    /// `colr` of type `nclx`.
    private(set) var nclx: Colorimetry?
    /// `colr` of type `prof` or `rICC`: where the ICC profile lies.
    private(set) var profile: Range<Int>?

    init(of item: Int, _ items: HEIFItems, _ bytes: Span<UInt8>) {
        let own = items.properties(of: item)
        size = own.last { $0.type == "ispe" }.flatMap { Self.size($0, bytes) }
        if let size { transform = HEIFTransform(width: size.width, height: size.height, own, bytes) }
        for property in own where property.type == "colr" { apply(color: property, bytes) }
        // Cameras say of the tiles what is true of the grid as well.
        guard nclx == nil, profile == nil, let tile = items.tiles(of: item).first else { return }
        for property in items.properties(of: tile) where property.type == "colr" {
            apply(color: property, bytes)
        }
    }

    private static func size(_ property: HEIFBox, _ bytes: Span<UInt8>) -> (width: Int, height: Int)? {
        let start = property.content.lowerBound
        guard let width = bytes.integer(at: start + 4, size: 4),
            let height = bytes.integer(at: start + 8, size: 4), width > 0, height > 0
        else { return nil }
        return (width, height)
    }

    private mutating func apply(color property: HEIFBox, _ bytes: Span<UInt8>) {
        switch FourCC(bytes, at: property.content.lowerBound) {
        case "nclx": nclx = Colorimetry(nclx: property.content, bytes) ?? nclx
        case "prof", "rICC": profile = property.content.dropFirst(4)
        default: break
        }
    }
}

extension Colorimetry {
    /// Reads the content of a `colr` box (ISO/IEC 14496-12, 12.1.5); nil where it is not of type `nclx`, or cut
    /// off.
    init?(nclx content: Range<Int>, _ bytes: Span<UInt8>) {
        let start = content.lowerBound
        guard bytes.hasText("nclx", at: start), content.count >= 11,
            let primaries = bytes.integer(at: start + 4, size: 2),
            let transfer = bytes.integer(at: start + 6, size: 2),
            let matrix = bytes.integer(at: start + 8, size: 2), let flags = bytes.byte(at: start + 10)
        else { return nil }
        self.init(
            primaries: ColorPrimaries(rawValue: Int32(primaries)),
            transfer: TransferFunction(rawValue: Int32(transfer)),
            matrix: ColorMatrix(rawValue: Int32(matrix)), range: flags & 0x80 != 0 ? .full : .limited)
    }
}
