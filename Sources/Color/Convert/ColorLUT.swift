internal import Libav

/// A ``ColorTransform`` baked into a table, from a source's codes to 8-bit codes.
///
/// It makes use of 4:2:0: the four lumas of a block share their chroma, so the cell of chroma and the weights of its
/// corners are computed once per block. Each cell is one vector with the values at its eight corners in luma and both
/// chromas, so a trilinear interpolation takes one load and two vector multiplications (`pmaddwd` on x86, which the
/// compiler finds unaided).
///
/// Source codes have 10 bits; 8-bit codes are shifted up. Values are fixed-point numbers with ``fractionBits``.
struct ColorLUT: Sendable {
    /// The values at a cell's corners, from the lower to the upper end of each axis. The two ends of red are adjacent,
    /// those of blue two elements apart, those of luma four.
    typealias Cell = SIMD8<Int16>

    /// Cells along luma for each cell of chroma, as powers of two: for the output's luma, and for its chroma, which
    /// needs fewer because it changes little with luma.
    static let lumaBits = 6
    static let chromaBits = 4
    /// Fractional bits of values: 255 just fits.
    static let fractionBits = 7

    /// Elements of ``luma`` and of ``chroma`` for `cells` cells along a chroma axis; powers of two.
    @inline(__always) static func lumaCells(_ cells: Int) -> Int { cells &* cells &<< lumaBits }
    @inline(__always) static func chromaCells(_ cells: Int) -> Int { 2 &* cells &* cells &<< chromaBits }

    /// The output's luma. The source's luma varies fastest, then red, then blue.
    let luma: [Cell]
    /// The output's chroma in the same order; cells of output blue and red alternate.
    let chroma: [Cell]
    /// Maps the source's chroma codes to cells.
    let axis: ChromaAxis

    /// - Parameters:
    ///   - transform: the conversion to bake into the table.
    ///   - range: the range of the source's codes.
    ///   - bitDepth: bits of the source's samples, 8 or 10.
    ///   - density: how close together the points along each chroma axis lie.
    init(
        _ transform: ColorTransform, range: ColorRange, bitDepth: Int,
        density: ChromaAxis.Density = .coarse
    ) {
        let source = Quantization(range: range, bitDepth: bitDepth, codeBits: 10)
        axis = ChromaAxis(source, density: density)
        let nodes = Self.nodes(transform, source, density)
        let cells = density.cells
        var luma: [Cell] = []
        var chroma: [Cell] = []
        let step = 1 << (Self.lumaBits - Self.chromaBits)
        luma.reserveCapacity(Self.lumaCells(cells))
        chroma.reserveCapacity(Self.chromaCells(cells))
        for blue in 0..<cells {
            for red in 0..<cells {
                let corners = [blue * (cells + 1) + red, (blue + 1) * (cells + 1) + red]
                    .flatMap { [$0, $0 + 1] }.map { $0 * ((1 << Self.lumaBits) + 1) }
                for cell in 0..<1 << Self.lumaBits {
                    luma.append(Self.cell(nodes, corners, cell, cell + 1, 0))
                }
                for cell in stride(from: 0, to: 1 << Self.lumaBits, by: step) {
                    chroma.append(Self.cell(nodes, corners, cell, cell + step, 1))
                    chroma.append(Self.cell(nodes, corners, cell, cell + step, 2))
                }
            }
        }
        self.luma = luma
        self.chroma = chroma
    }

    /// The output's colours where cells meet. Luma varies fastest, then red, then blue.
    private static func nodes(
        _ transform: ColorTransform, _ source: Quantization, _ density: ChromaAxis.Density
    ) -> [SIMD3<Int16>] {
        let codesPerCell = 1 << (10 - lumaBits)
        var places: [SIMD3<Double>] = []
        places.reserveCapacity((density.cells + 1) * (density.cells + 1) * ((1 << lumaBits) + 1))
        for blue in 0...density.cells {
            for red in 0...density.cells {
                let (blue, red) = (density.value(at: blue), density.value(at: red))
                for node in 0...1 << lumaBits {
                    let y = (Double(node * codesPerCell) - source.lumaOffset) / source.lumaScale
                    places.append(SIMD3(y, blue, red))
                }
            }
        }
        return transform(places).map { color in
            let codes = Quantization.output.codes(color)
                .clamped(lowerBound: .zero, upperBound: SIMD3(repeating: 255))
            let fixed = codes * Double(1 << fractionBits)
            return SIMD3<Int16>(fixed.rounded(.toNearestOrAwayFromZero))
        }
    }

    /// One component's values at the corners of a cell.
    ///
    /// - Parameters:
    ///   - corners: where the nodes of the cell's four edges along luma begin.
    ///   - low: the cell's lower node of luma.
    ///   - high: the cell's upper node of luma.
    private static func cell(
        _ nodes: [SIMD3<Int16>], _ corners: [Int], _ low: Int, _ high: Int, _ component: Int
    ) -> Cell {
        var cell = Cell()
        for corner in 0..<4 {
            cell[corner] = nodes[corners[corner] + low][component]
            cell[corner + 4] = nodes[corners[corner] + high][component]
        }
        return cell
    }
}
