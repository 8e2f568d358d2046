internal import CKernels

/// Looks up the colours of a square of a picture in a table of cells, with instructions that not every processor has.
///
/// The maker of the tables documents their content, and has the same calculation in Swift for other processors.
public struct LUT3DKernel: Hashable, Sendable {
    /// Cells along each axis of chroma, as a power of two.
    public var axisBits: Int

    /// Whether this processor has the instructions; checked once.
    public static let isSupported = ckernels_can_look_up()

    /// Luma cells and chroma cells for each cell along both chroma axes.
    private static let (lumaCells, chromaCells) = (64, 32)
    /// The number of chroma codes.
    private static let codes = 1024

    public init(axisBits: Int) {
        self.axisBits = axisBits
    }

    /// Where samples go: the index of the first one, and the index steps for one column and one row of the source.
    public struct Steps: Hashable, Sendable {
        public var start: Int
        public var column: Int
        public var row: Int

        public init(start: Int, column: Int, row: Int) {
            self.start = start
            self.column = column
            self.row = row
        }

        /// Whether the lumas of all blocks stay within the elements. In mirrored pictures of odd size, some lumas of
        /// the last blocks do not.
        ///
        /// - Parameters:
        ///   - count: the number of elements.
        ///   - columns: blocks in a row.
        ///   - rows: rows of blocks.
        public func keepLumas(in count: Int, columns: Int, rows: Int) -> Bool {
            let written = column == 1 ? columns + columns % 2 : columns
            return stay(in: count, columns: 2 * written, rows: 2 * rows)
        }

        fileprivate func stay(in count: Int, columns: Int, rows: Int) -> Bool {
            let ends = [0, (columns - 1) * column].flatMap { end in
                [start + end, start + end + (rows - 1) * row]
            }
            return ends.allSatisfy { 0..<count ~= $0 }
        }
    }

    /// Converts blocks of 2×2 lumas with their chroma.
    ///
    /// - Parameters:
    ///   - luma: the luma cells, 64 for each chroma cell.
    ///   - chroma: the blue and red cells in turn, 16 of each.
    ///   - positions: for each of 1,024 chroma codes, its cell times 256 plus its share in 0…128.
    ///   - sourceY: 10-bit lumas, in rows of twice `stride`.
    ///   - sourceU: blue codes, in rows of `stride`.
    ///   - sourceV: red codes, in rows of `stride`.
    ///   - stride: an even number.
    ///   - columns: blocks in a row, at most `stride`.
    ///   - rows: rows of blocks.
    ///   - lumaSteps: where lumas go. If blocks lie side by side and `columns` is odd, the kernel also writes the lumas
    ///     of one more block in each row.
    ///   - chromaSteps: where both chromas go.
    /// - Precondition: ``isSupported``, and all spans are large enough for these sizes.
    public func convert(
        luma: Span<SIMD8<Int16>>, chroma: Span<SIMD8<Int16>>, positions: Span<UInt16>,
        sourceY: Span<UInt16>, sourceU: Span<UInt16>, sourceV: Span<UInt16>, stride: Int,
        columns: Int, rows: Int, lumaSteps: Steps, chromaSteps: Steps,
        to targetY: inout MutableSpan<UInt8>, _ targetU: inout MutableSpan<UInt8>,
        _ targetV: inout MutableSpan<UInt8>
    ) {
        precondition(Self.isSupported, "this processor lacks the instructions")
        let axes = 1 << (2 * axisBits)
        precondition(
            luma.count == axes * Self.lumaCells && chroma.count == axes * Self.chromaCells
                && positions.count == Self.codes, "the tables have other sizes")
        precondition(
            stride % 2 == 0 && columns > 0 && rows > 0 && columns <= stride
                && min(sourceU.count, sourceV.count) >= rows * stride && sourceY.count >= 4 * rows * stride,
            "the source is smaller")
        precondition(
            lumaSteps.keepLumas(in: targetY.count, columns: columns, rows: rows)
                && chromaSteps.stay(in: min(targetU.count, targetV.count), columns: columns, rows: rows),
            "the target is smaller")
        unsafe luma.withUnsafeBytes { luma in
            unsafe chroma.withUnsafeBytes { chroma in
                unsafe positions.withUnsafeBufferPointer { positions in
                    var table = unsafe ckernels_table(
                        luma: luma.baseAddress?.assumingMemoryBound(to: Int16.self),
                        chroma: chroma.baseAddress?.assumingMemoryBound(to: Int16.self),
                        positions: positions.baseAddress, axis_bits: Int32(axisBits))
                    unsafe sourceY.withUnsafeBufferPointer { sourceY in
                        unsafe sourceU.withUnsafeBufferPointer { sourceU in
                            unsafe sourceV.withUnsafeBufferPointer { sourceV in
                                var source = unsafe ckernels_source(
                                    luma: sourceY.baseAddress, blue: sourceU.baseAddress,
                                    red: sourceV.baseAddress, stride: stride)
                                unsafe targetY.withUnsafeMutableBufferPointer { targetY in
                                    unsafe targetU.withUnsafeMutableBufferPointer { targetU in
                                        unsafe targetV.withUnsafeMutableBufferPointer { targetV in
                                            var target = unsafe ckernels_target(
                                                luma: targetY.baseAddress?.advanced(by: lumaSteps.start),
                                                blue: targetU.baseAddress?.advanced(by: chromaSteps.start),
                                                red: targetV.baseAddress?.advanced(by: chromaSteps.start),
                                                luma_steps: ckernels_steps(
                                                    column: lumaSteps.column, row: lumaSteps.row),
                                                chroma_steps: ckernels_steps(
                                                    column: chromaSteps.column, row: chromaSteps.row))
                                            unsafe ckernels_look_up(
                                                &table, &source, Int32(columns), Int32(rows), &target)
                                        }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
