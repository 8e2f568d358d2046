/// Makes the boxes of a HEIC file by hand, without a coded picture.
struct HEIFBuilder {
    /// Types by item, from 1; the first is the primary one.
    var items = ["grid", "hvc1", "hvc1", "hvc1", "hvc1"]
    /// The size that the primary item states.
    var size = (width: 1024, height: 1024)
    var gridSize = (width: 1024, height: 1024)
    var rows = 2
    var columns = 2
    /// The items from which the first item is derived.
    var tiles = [2, 3, 4, 5]
    /// Items that refer to the first as its auxiliaries.
    var auxiliaries: [Int] = []

    var file: [UInt8] {
        let type = Self.box("ftyp", Array("heic".utf8), Self.integer(0, 4), Array("mif1heic".utf8))
        let handler = Self.fullBox("hdlr", Self.integer(0, 4), Array("pict".utf8), Self.integer(0, 13))
        let primary = Self.fullBox("pitm", Self.integer(1, 2))
        let entries = items.enumerated().flatMap { index, type in
            Self.fullBox(
                "infe", version: 2, Self.integer(index + 1, 2), Self.integer(0, 2), Array(type.utf8), [0])
        }
        let information = Self.fullBox("iinf", Self.integer(items.count, 2), entries)
        let made = Self.reference("dimg", from: 1, to: tiles)
        let added = auxiliaries.flatMap { Self.reference("auxl", from: $0, to: [1]) }
        let references = Self.fullBox("iref", made, added)
        let grid =
            [0, 1, UInt8(rows - 1), UInt8(columns - 1)] + Self.integer(gridSize.width, 4)
            + Self.integer(gridSize.height, 4)
        // Method 1: the offset counts from the box `idat`.
        var places: [UInt8] = []
        for item in 1..<items.count + 1 {
            places += Self.integer(item, 2) + Self.integer(1, 2) + Self.integer(0, 2) + Self.integer(1, 2)
            places += Self.integer(0, 4) + Self.integer(grid.count, 4)
        }
        let locations = Self.fullBox("iloc", version: 1, [0x44, 0x00], Self.integer(items.count, 2), places)
        let properties: [[UInt8]] = [
            Self.fullBox("ispe", Self.integer(size.width, 4), Self.integer(size.height, 4)),
            Self.box("hvcC", Self.integer(1, 23)), Self.box("av1C", [0x81, 0, 0, 0]),
            Self.fullBox("auxC", Array("urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0".utf8)),
        ]
        var associated: [UInt8] = []
        for item in 1..<items.count + 1 {
            associated +=
                Self.integer(item, 2) + (auxiliaries.contains(item) ? [4, 1, 2, 3, 4] : [3, 1, 2, 3])
        }
        let association = Self.fullBox("ipma", Self.integer(items.count, 4), associated)
        let described = Self.box("iprp", Self.box("ipco", Array(properties.joined())), association)
        return type
            + Self.fullBox(
                "meta", handler, primary, information, references, locations, described,
                Self.box("idat", grid))
    }

    private static func reference(_ type: String, from item: Int, to items: [Int]) -> [UInt8] {
        box(type, integer(item, 2), integer(items.count, 2), items.flatMap { integer($0, 2) })
    }

    static func integer(_ value: Int, _ bytes: Int) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * (bytes - 1 - $0))) }
    }

    static func box(_ type: String, _ parts: [UInt8]...) -> [UInt8] {
        let payload = parts.flatMap(\.self)
        return integer(payload.count + 8, 4) + type.utf8 + payload
    }

    static func fullBox(_ type: String, version: UInt8 = 0, _ parts: [UInt8]...) -> [UInt8] {
        box(type, [version, 0, 0, 0] + parts.flatMap(\.self))
    }
}
