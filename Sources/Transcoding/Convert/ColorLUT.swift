internal import Libav

/// A ``ColorTransform`` baked into a table, from a source's codes to 8-bit codes.
///
/// It knows of 4:2:0: the four lumas of a block share their chroma, so the cell of chroma is found and
/// its corners are weighted once per block. A cell of luma and both chromas is one vector with the
/// values at its eight corners, so that each trilinear interpolation is one load and two
/// multiplications of vectors (`pmaddwd` on x86, as the compiler sees by itself).
///
/// Values are fixed-point numbers with ``fractionBits``.
struct ColorLUT: Sendable {
    /// The values at a cell's corners: four at the lower end of luma, four at the upper; of each four
    /// the first two at the lower end of blue, and of each two the first at the lower end of red.
    typealias Cell = SIMD8<Int16>

    /// Cells of luma, as powers of two: luma needs to be finer than chroma, which changes little with it.
    static let lumaCellBits = 6
    static let chromaCellBits = 4
    /// Cells from one of blue to the next of blue, as a power of two.
    static let redBits = 4
    /// Binary digits behind the point: 255 just fits.
    static let fractionBits = 7

    /// The output's luma.
    let luma: [Cell]
    /// The output's chroma; blue and red alternate.
    let chroma: [Cell]
    /// From the source's chroma codes to cells.
    let axis: ChromaAxis
    /// Bits of the source's codes.
    let bitDepth: Int

    init(_ transform: ColorTransform, from source: Quantization, bitDepth: Int) {
        self.bitDepth = bitDepth
        axis = ChromaAxis(source, codes: 1 << bitDepth)
        let nodes = Self.nodes(transform, source, codesPerNode: 1 << (bitDepth - Self.lumaCellBits))
        luma = Self.cells(nodes, bits: Self.lumaCellBits) { [Self.cell($0.map(\.x))] }
        chroma = Self.cells(nodes, bits: Self.chromaCellBits) {
            [Self.cell($0.map(\.y)), Self.cell($0.map(\.z))]
        }
    }

    /// The output's colours where cells meet, luma fastest, then red, then blue.
    private static func nodes(
        _ transform: ColorTransform, _ source: Quantization, codesPerNode: Int
    ) -> [SIMD3<Int16>] {
        let target = Quantization(range: .limited, bitDepth: 8)
        var nodes: [SIMD3<Int16>] = []
        for blue in 0...ChromaAxis.cells {
            for red in 0...ChromaAxis.cells {
                for node in 0...1 << lumaCellBits {
                    let y = (Double(node * codesPerNode) - source.lumaOffset) / source.lumaScale
                    let color = SIMD3(y, ChromaAxis.value(at: blue), ChromaAxis.value(at: red))
                    let codes = target.codes(transform(color))
                        .clamped(lowerBound: .zero, upperBound: SIMD3(repeating: 255))
                    let fixed = codes * Double(1 << fractionBits)
                    nodes.append(SIMD3<Int16>(fixed.rounded(.toNearestOrAwayFromZero)))
                }
            }
        }
        return nodes
    }

    /// Gathers the corners of each cell.
    private static func cells(
        _ nodes: [SIMD3<Int16>], bits: Int, _ pack: ([SIMD3<Int16>]) -> [Cell]
    ) -> [Cell] {
        let column = (1 << lumaCellBits) + 1
        let step = 1 << (lumaCellBits - bits)
        let unused = pack([SIMD3<Int16>](repeating: .zero, count: 8))
        var cells: [Cell] = []
        for blue in 0..<ChromaAxis.cells {
            for red in 0..<1 << redBits {
                for luma in 0..<1 << bits {
                    guard red < ChromaAxis.cells else {
                        cells += unused
                        continue
                    }
                    let corners = (0..<8).map { corner in
                        let (high, b, r) = (corner >> 2, corner >> 1 & 1, corner & 1)
                        let place = (blue + b) * (ChromaAxis.cells + 1) + red + r
                        return nodes[place * column + (luma + high) * step]
                    }
                    cells += pack(corners)
                }
            }
        }
        return cells
    }

    private static func cell(_ corners: [Int16]) -> Cell {
        var cell = Cell()
        for index in 0..<8 { cell[index] = corners[index] }
        return cell
    }
}
