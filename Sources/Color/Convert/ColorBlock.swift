internal import Kernels
internal import Libav

/// A block of a picture that a ``ColorLUT`` converts.
///
/// Source and result are arrays whose sizes are part of their types, and indices are masked to these sizes. So the
/// compiler can omit bounds checks, and the block stays in the first-level cache whichever way it is turned.
struct ColorBlock: ~Copyable {
    /// Columns of chroma samples, each of which belongs to a block of 2×2 lumas.
    let columns: Int
    /// Rows of chroma.
    let rows: Int
    /// Whether to look up colours only with instructions that every processor has.
    private let isPortable: Bool

    private typealias Lumas<Sample> = InlineArray<4096, Sample>  // 4 × columns × rows
    private typealias Chromas<Sample> = InlineArray<1024, Sample>  // columns × rows

    private var sourceY = Lumas<UInt16>(repeating: 0)
    private var sourceU = Chromas<UInt16>(repeating: 0)
    private var sourceV = Chromas<UInt16>(repeating: 0)
    private var targetY = Lumas<UInt8>(repeating: 0)
    private var targetU = Chromas<UInt8>(repeating: 0)
    private var targetV = Chromas<UInt8>(repeating: 0)

    /// - Parameters:
    ///   - orientation: how pictures are turned. Memory is read and written in runs, and long runs suit the processor's
    ///     prefetching. If columns become rows, the block is as high as it is wide.
    ///   - isPortable: whether to avoid the processor's widest instructions; the results are the same.
    init(for orientation: Orientation, isPortable: Bool) {
        columns = orientation.swapsAxes ? 32 : 64
        rows = 1024 / columns
        self.isPortable = isPortable
    }

    /// Elements from one row of chroma to the next in the turned block.
    func stride(in orientation: Orientation) -> Int { orientation.swapsAxes ? rows : columns }

    /// Reads a part of a picture, shifting its codes up to 10 bits.
    ///
    /// - Parameters:
    ///   - chroma: the part in samples of chroma, at most ``columns`` wide and ``rows`` high.
    ///   - bitDepth: bits of the samples.
    @inline(__always)
    mutating func load<Sample: FixedWidthInteger & UnsignedInteger>(
        _ y: Span<Sample>, _ u: Span<Sample>, _ v: Span<Sample>, _ layout: YUVLayout,
        chroma part: PixelRect, bitDepth: Int
    ) {
        let shift = UInt16(10 - bitDepth)
        let width = min(2 * part.width, layout.luma.width - 2 * part.x)
        for row in 0..<2 * part.height {
            // If the picture's size is odd, the first half of the last 2×2 block is repeated.
            let from = min(2 * part.y + row, layout.luma.height - 1) * layout.luma.stride + 2 * part.x
            let to = row * 2 * columns
            precondition(from >= 0 && from + width <= y.count && width <= 2 * columns)
            for column in 0..<width {
                sourceY[(to &+ column) & 4095] = Self.code(y[from &+ column], shift)
            }
            if width % 2 == 1 { sourceY[to + width] = sourceY[to + width - 1] }
        }
        for row in 0..<part.height {
            let from = (part.y + row) * layout.chroma.stride + part.x
            let to = row * columns
            precondition(
                from >= 0 && from + part.width <= min(u.count, v.count) && part.width <= columns)
            for column in 0..<part.width {
                sourceU[(to &+ column) & 1023] = Self.code(u[from &+ column], shift)
                sourceV[(to &+ column) & 1023] = Self.code(v[from &+ column], shift)
            }
        }
    }

    /// Masks the code, because a damaged picture may have samples of more than its bit depth.
    @inline(__always)
    private static func code<Sample: FixedWidthInteger & UnsignedInteger>(
        _ sample: Sample, _ shift: UInt16
    ) -> UInt16 {
        (UInt16(truncatingIfNeeded: sample) &<< shift) & 1023
    }

    /// Looks up the colours of the loaded block, and turns it.
    ///
    /// - Parameters:
    ///   - columns: 2×2 blocks in a row.
    ///   - rows: rows of 2×2 blocks.
    ///   - luma: where lumas go in the turned block.
    ///   - chroma: where chromas go in the turned block.
    mutating func convert(
        _ table: borrowing ColorLUT, columns: Int, rows: Int, luma: TurningSteps, chroma: TurningSteps
    ) {
        let steps = LUT3DKernel.Steps(luma)
        if !isPortable, steps.keepLumas(in: 4096, columns: columns, rows: rows) {
            return look(up: table, columns, rows, steps, LUT3DKernel.Steps(chroma))
        }
        // In each case the compiler knows the table's size.
        switch table.axis.density {
        case .coarse: convert(table, columns, rows, luma, chroma, axis: ChromaAxis.Density.coarse.cells)
        case .fine: convert(table, columns, rows, luma, chroma, axis: ChromaAxis.Density.fine.cells)
        }
    }

    /// Does the same with instructions that not every processor has.
    private mutating func look(
        up table: borrowing ColorLUT, _ width: Int, _ height: Int, _ luma: LUT3DKernel.Steps,
        _ chroma: LUT3DKernel.Steps
    ) {
        var y = targetY.mutableSpan
        var u = targetU.mutableSpan
        var v = targetV.mutableSpan
        LUT3DKernel(axisBits: table.axis.density.cells.trailingZeroBitCount).convert(
            luma: table.luma.span, chroma: table.chroma.span, positions: table.axis.positions.span,
            sourceY: sourceY.span, sourceU: sourceU.span, sourceV: sourceV.span, stride: columns,
            columns: width, rows: height, lumaSteps: luma, chromaSteps: chroma, to: &y, &u, &v)
    }

    @inline(__always)
    private mutating func convert(
        _ table: borrowing ColorLUT, _ width: Int, _ height: Int, _ luma: TurningSteps,
        _ chroma: TurningSteps, axis: Int
    ) {
        let (lumas, chromas, positions) = (table.luma.span, table.chroma.span, table.axis.positions.span)
        // Tells the compiler that masked indices need no check.
        precondition(
            lumas.count == ColorLUT.lumaCells(axis) && chromas.count == ColorLUT.chromaCells(axis)
                && positions.count == 1024)
        for row in 0..<height {
            for column in 0..<width {
                let source = row &* columns &+ column
                let block = ColorLUT.Block(
                    blue: positions[Int(sourceU[source & 1023]) & 1023],
                    red: positions[Int(sourceV[source & 1023]) & 1023], axis: axis)
                let upper = 2 &* (2 &* row &* columns &+ column)
                let lower = upper &+ 2 &* columns
                let codes = SIMD4(
                    sourceY[upper & 4095], sourceY[(upper &+ 1) & 4095],
                    sourceY[lower & 4095], sourceY[(lower &+ 1) & 4095])
                let target = luma.start &+ 2 &* (column &* luma.column &+ row &* luma.row)
                let result = block.luma(codes, lumas, axis: axis)
                targetY[target & 4095] = result[0]
                targetY[(target &+ luma.column) & 4095] = result[1]
                targetY[(target &+ luma.row) & 4095] = result[2]
                targetY[(target &+ luma.row &+ luma.column) & 4095] = result[3]
                let sum = codes[0] &+ codes[1] &+ codes[2] &+ codes[3]
                let place = chroma.start &+ column &* chroma.column &+ row &* chroma.row
                let hue = block.chroma(sum, chromas, axis: axis)
                targetU[place & 1023] = hue[0]
                targetV[place & 1023] = hue[1]
            }
        }
    }

    /// Writes the turned block onto a canvas.
    ///
    /// - Parameters:
    ///   - lumaPart: where the lumas go.
    ///   - chromaPart: where the chromas go.
    ///   - width: elements from one row of the block's chroma to the next.
    func store(
        _ y: inout MutableSpan<UInt8>, _ u: inout MutableSpan<UInt8>, _ v: inout MutableSpan<UInt8>,
        _ layout: YUVLayout, luma lumaPart: PixelRect, chroma chromaPart: PixelRect, width: Int
    ) {
        let (tileY, tileU, tileV) = (targetY.span, targetU.span, targetV.span)
        for row in 0..<lumaPart.height {
            let (from, to) = (row * 2 * width, (lumaPart.y + row) * layout.luma.stride + lumaPart.x)
            Self.copy(tileY.extracting(from..<from + lumaPart.width), to: &y, at: to)
        }
        for row in 0..<chromaPart.height {
            let from = row * width
            let to = (chromaPart.y + row) * layout.chroma.stride + chromaPart.x
            Self.copy(tileU.extracting(from..<from + chromaPart.width), to: &u, at: to)
            Self.copy(tileV.extracting(from..<from + chromaPart.width), to: &v, at: to)
        }
    }

    /// Compiles to 16 samples at a time, because the compiler can prove that all indices are in bounds.
    @inline(__always)
    private static func copy(_ source: Span<UInt8>, to target: inout MutableSpan<UInt8>, at start: Int) {
        let count = source.count
        precondition(start >= 0 && start + count <= target.count)
        for index in 0..<count { target[start &+ index] = source[index] }
    }
}

extension LUT3DKernel.Steps {
    fileprivate init(_ steps: TurningSteps) {
        self.init(start: steps.start, column: steps.column, row: steps.row)
    }
}
