/// The items of a HEIF file and what belongs to which (ISO/IEC 23008-12, 9.3; ISO/IEC 14496-12, 8.11).
struct HEIFItems {
    /// The item that is to be shown.
    let primary: Int
    /// What each item is, such as `hvc1` or `grid` (`infe`; ISO/IEC 14496-12, 8.11.6).
    let types: [Int: FourCC]
    /// `ipco`: every property in the file.
    private let allProperties: [HEIFBox]
    private let associations: HEIFAssociations
    private let references: HEIFReferences
    private let locations: HEIFLocations

    /// Nil where the file names no primary item or has no properties.
    ///
    /// - Parameter meta: the file's `meta` box.
    init?(_ bytes: Span<UInt8>, meta: HEIFBox) {
        // meta, pitm, ipma and iref are full boxes: version and flags come first.
        let children = HEIFBoxes(bytes, in: meta.content.dropFirst(4))
        guard let pitm = children.first("pitm"), let iprp = children.first("iprp") else { return nil }
        let isWide = bytes.byte(at: pitm.content.lowerBound) != 0
        let lists = HEIFBoxes(bytes, in: iprp.content)
        guard let named = bytes.integer(at: pitm.content.lowerBound + 4, size: isWide ? 4 : 2),
            let container = lists.first("ipco")
        else { return nil }
        types = Self.types(in: children.first("iinf"), bytes)
        allProperties = HEIFBoxes(bytes, in: container.content).all
        associations = HEIFAssociations(in: lists.all.filter { $0.type == "ipma" }, bytes)
        references = HEIFReferences(in: children.first("iref"), bytes)
        locations = HEIFLocations(in: children.first("iloc"), data: children.first("idat"), bytes)
        // Of a picture that is made brighter for HDR screens (ISO/IEC 23008-12, 6.6.2.4), the base is ours.
        let base = types[named] == "tmap" ? references.targets(of: named, "dimg").first : nil
        primary = base ?? named
    }

    /// An item's properties in their order.
    func properties(of item: Int) -> [HEIFBox] {
        associations.indices(of: item).compactMap { index in
            allProperties.indices.contains(index - 1) ? allProperties[index - 1] : nil
        }
    }

    /// The items that a derived one, such as a grid, is made from (ISO/IEC 14496-12, 8.11.12).
    func tiles(of item: Int) -> [Int] { references.targets(of: item, "dimg") }

    /// The items that add something to a picture, such as its alpha plane.
    func auxiliaries(of item: Int) -> [Int] { references.sources(of: item, "auxl") }

    /// Whether a picture's colours are multiplied by its alpha already (ISO/IEC 23008-12, 6.10.1.2).
    func isPremultiplied(_ item: Int) -> Bool { !references.targets(of: item, "prem").isEmpty }

    /// Where an item's data lie, in pieces; nil where the file does not say it in a way that is known here.
    func data(of item: Int) -> [Range<Int>]? { locations.pieces(of: item) }

    /// The item that holds a picture's alpha plane.
    func alpha(of item: Int, _ bytes: Span<UInt8>) -> Int? {
        auxiliaries(of: item).first { auxiliary in
            properties(of: auxiliary).contains { Self.isAlpha($0, in: bytes) }
        }
    }

    private static func isAlpha(_ property: HEIFBox, in bytes: Span<UInt8>) -> Bool {
        let start = property.content.lowerBound + 4
        return property.type == "auxC"
            && (bytes.hasText("urn:mpeg:mpegB:cicp:systems:auxiliary:alpha", at: start)
                || bytes.hasText("urn:mpeg:hevc:2015:auxid:1\0", at: start))
    }

    private static func types(in information: HEIFBox?, _ bytes: Span<UInt8>) -> [Int: FourCC] {
        guard let information else { return [:] }
        let isLong = bytes.byte(at: information.content.lowerBound) != 0
        var types: [Int: FourCC] = [:]
        for entry in HEIFBoxes(bytes, in: information.content.dropFirst(isLong ? 8 : 6)).all {
            let start = entry.content.lowerBound
            guard entry.type == "infe", let version = bytes.byte(at: start), version >= 2 else { continue }
            let idSize = version == 2 ? 2 : 4
            // Between the two stands the index of the item's protection.
            guard let item = bytes.integer(at: start + 4, size: idSize),
                let type = FourCC(bytes, at: start + 4 + idSize + 2)
            else { continue }
            types[item] = type
        }
        return types
    }
}
