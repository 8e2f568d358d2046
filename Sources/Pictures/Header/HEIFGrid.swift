/// How a picture is put together from tiles (ISO/IEC 23008-12, 6.6.2.3).
struct HEIFGrid {
    let rows: Int
    let columns: Int
    /// In pixels.
    let width: Int
    let height: Int

    /// Nil where the bytes are no grid's.
    init?(_ bytes: Span<UInt8>, in range: Range<Int>) {
        let start = range.lowerBound
        guard let flags = bytes.byte(at: start + 1), let rows = bytes.byte(at: start + 2),
            let columns = bytes.byte(at: start + 3)
        else { return nil }
        let size = flags & 1 == 0 ? 2 : 4
        guard range.count >= 4 + 2 * size, let width = bytes.integer(at: start + 4, size: size),
            let height = bytes.integer(at: start + 4 + size, size: size)
        else { return nil }
        self.rows = Int(rows) + 1
        self.columns = Int(columns) + 1
        self.width = width
        self.height = height
    }
}

extension HEIFItems {
    private static let codedTypes: Set<FourCC> = ["hvc1", "av01"]

    /// Pictures that belong to another: its alpha, gain map, depth and mattes are about ten on an iPhone.
    private static let maximumAuxiliaries = 64

    /// Makes sure that what libheif would put together is what the header says, for the primary picture
    /// and its alpha plane.
    ///
    /// libheif takes memory by the grid's own size, whatever `ispe` says, and follows derived pictures
    /// that are made from each other.
    ///
    /// - Parameter size: of the primary picture, in pixels.
    /// - Returns: the most tiles of one of them; at most 65,536, since a grid counts both sides in a byte.
    func checkComposition(
        _ size: (width: Int, height: Int), _ bytes: Span<UInt8>
    ) throws(PictureFault) -> Int {
        let types = types(bytes)
        guard let type = types[primary] else {
            throw PictureFault(.damaged, "the file does not say what its primary picture is")
        }
        guard type == "grid" || Self.codedTypes.contains(type) else {
            throw PictureFault(.unsupported, "its primary picture is neither HEVC, AV1, nor tiles of them")
        }
        let auxiliaries = auxiliaries(of: primary, bytes)
        guard auxiliaries.count <= Self.maximumAuxiliaries else {
            throw PictureFault(.tooLarge(.tiles), "\(auxiliaries.count) pictures say that they belong to it")
        }
        var tileCount = 0
        for item in [primary] + auxiliaries {
            switch types[item] {
            case "grid": tileCount = max(tileCount, try checkGrid(item, size, types, bytes))
            case "iovl", "iden": throw PictureFault(.unsupported, "its pictures are made from each other")
            default: continue
            }
        }
        return tileCount
    }

    private func checkGrid(
        _ item: Int, _ size: (width: Int, height: Int), _ types: [Int: FourCC], _ bytes: Span<UInt8>
    ) throws(PictureFault) -> Int {
        guard let grid = location(of: item, bytes).flatMap({ HEIFGrid(bytes, in: $0) }) else {
            throw PictureFault(.damaged, "the plan of the picture's tiles cannot be read")
        }
        let tiles = tiles(of: item, bytes)
        guard tiles.count == grid.rows * grid.columns, grid.width <= size.width, grid.height <= size.height,
            tiles.allSatisfy({ types[$0].map(Self.codedTypes.contains) ?? false })
        else { throw PictureFault(.damaged, "the picture's tiles are not what its header says") }
        return tiles.count
    }
}
