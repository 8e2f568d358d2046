internal import Containers
internal import Libav

/// The properties of an item of a HEIF file (ISO/IEC 23008-12, 6.5).
struct HEIFProperties {
    /// `ispe`: width and height in pixels.
    private(set) var size: (width: Int, height: Int)?
    /// `clap`, `irot` and `imir` in order: which part of the coded picture is visible, and how it is turned. Nil
    /// without a size.
    private(set) var transform: HEIFTransform?
    /// `colr` of type `nclx`.
    private(set) var nclx: Colorimetry?
    /// `colr` of type `prof` or `rICC`: where the ICC profile lies.
    private(set) var profile: Range<Int64>?

    init(of item: UInt32, _ items: HEIFItems, _ reader: BoxReader) {
        let own = items.properties(of: item)
        size = own.last { $0.type == "ispe" }.flatMap { try? Self.size($0, reader) }
        if let size { transform = HEIFTransform(width: size.width, height: size.height, own, reader) }
        for property in own where property.type == "colr" { apply(color: property, reader) }
        // Cameras say of the tiles what is true of the grid as well.
        guard nclx == nil, profile == nil, let tile = items.targets(of: "dimg", from: item).first else {
            return
        }
        for property in items.properties(of: tile) where property.type == "colr" {
            apply(color: property, reader)
        }
    }

    /// Nil where a side is 0.
    private static func size(
        _ property: Box, _ reader: BoxReader
    ) throws(HeaderError) -> (width: Int, height: Int)? {
        var (_, _, cursor) = try reader.fullBox(property)
        let (width, height) = (Int(try cursor.uint32()), Int(try cursor.uint32()))
        return width > 0 && height > 0 ? (width, height) : nil
    }

    private mutating func apply(color property: Box, _ reader: BoxReader) {
        switch ColorBox(property, reader) {
        case .coded(let colorimetry): nclx = colorimetry
        case .profile(let range): profile = range
        case nil: break
        }
    }
}
