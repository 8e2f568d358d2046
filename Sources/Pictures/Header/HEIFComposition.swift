internal import Containers
internal import Libav

/// What a still picture of a HEIF file is decoded from: one coded item, or the tiles of a grid.
struct HEIFComposition {
    /// A coded item: HEVC or AV1.
    struct Tile {
        let codec: PictureDecoder.Codec
        /// Where the content of `hvcC` or `av1C` lies.
        let setup: Range<Int64>
        /// Where the coded data lie, in pieces.
        let data: [Range<Int64>]
    }

    /// In pixels, before cropping and rotation.
    let width: Int
    let height: Int
    /// How many tiles lie side by side.
    let columns: Int
    /// From left to right, then from top to bottom; a single one if the picture is in one piece.
    let tiles: [Tile]
    /// Whether the tiles form a grid.
    let isGrid: Bool

    /// - Parameter size: the picture's size, in pixels. A grid may not be larger, because memory is allocated for it.
    /// - Throws: ``PictureFault`` if the item is neither a coded picture nor a grid, or if the file lacks a part of it.
    init(
        of item: UInt32, _ size: (width: Int, height: Int), _ items: HEIFItems, _ reader: BoxReader
    ) throws(PictureFault) {
        guard let type = items.items[item]?.type else {
            throw PictureFault(.damaged, "the file does not say what its primary picture is")
        }
        (width, height) = size
        guard type == "grid" else {
            tiles = [try Self.tile(item, type, items)]
            columns = 1
            isGrid = false
            return
        }
        guard let data = items.extents(of: item), data.count == 1,
            let grid = try? HEIFGrid(ByteCursor(reader.source, data[0]))
        else {
            throw PictureFault(.damaged, "the plan of the picture's tiles cannot be read")
        }
        // ISO/IEC 14496-12, 8.11.12.
        let parts = items.targets(of: "dimg", from: item)
        guard parts.count == grid.rows * grid.columns, grid.width <= width, grid.height <= height else {
            throw PictureFault(.damaged, "the picture's tiles are not what its header says")
        }
        var tiles: [Tile] = []
        for part in parts {
            guard let type = items.items[part]?.type, Self.codecs[type] != nil else {
                throw PictureFault(.damaged, "the picture's tiles are not what its header says")
            }
            tiles.append(try Self.tile(part, type, items))
        }
        self.tiles = tiles
        columns = grid.columns
        isGrid = true
    }

    private static let codecs: [FourCC: (codec: PictureDecoder.Codec, setup: FourCC)] = [
        "hvc1": (.hevc, "hvcC"), "av01": (.av1, "av1C"),
    ]

    private static func tile(
        _ item: UInt32, _ type: FourCC, _ items: HEIFItems
    ) throws(PictureFault) -> Tile {
        guard let (codec, setup) = codecs[type] else { throw .foreignItem(type) }
        guard let box = items.properties(of: item).first(where: { $0.type == setup }),
            let data = items.extents(of: item)
        else { throw PictureFault(.damaged, "the file lacks a part of its picture; send it again") }
        return Tile(codec: codec, setup: box.payload, data: data)
    }
}

extension PictureFault {
    /// Types of items that other programs write (ISO/IEC 23008-12, annexes B, E, H to L; 6.6.2).
    private static let foreignItems: [FourCC: String] = [
        "jpeg": "a JPEG", "avc1": "in H.264", "vvc1": "in H.266 (VVC)", "evc1": "in EVC",
        "j2k1": "in JPEG 2000",
        "jxl ": "in JPEG XL", "unci": "not compressed", "iovl": "laid together from several others",
        "iden": "made from another",
    ]

    fileprivate static func foreignItem(_ type: FourCC) -> PictureFault {
        let what = foreignItems[type].map { "is \($0)" } ?? "is neither HEVC nor AV1"
        return PictureFault(
            .unsupported,
            "its primary picture \(what), which cannot be read from a HEIF file; export it as JPEG")
    }
}
