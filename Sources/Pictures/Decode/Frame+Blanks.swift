internal import Libav

extension HEIFRendering {
    /// Whether samples that are 0 in all planes cannot be a colour of a picture.
    ///
    /// - Parameter frame: as decoded.
    func isBlankNoColor(in frame: borrowing Frame) -> Bool {
        frame.planeCount == 3 && !frame.format.isRGB && !frame.format.isGray
            && colorimetry(coded: frame.colorimetry).matrix != .rgb
    }
}

extension Frame {
    /// Turns blocks that are 0 in all planes grey. Decoders leave such blocks where data are missing.
    ///
    /// - Precondition: the format is planar YCbCr.
    /// - Returns: the share of the picture, from 0 to 1, that these blocks cover.
    mutating func grayBlanks() -> Double {
        let (columns, rows) = ((width + Self.block - 1) / Self.block, (height + Self.block - 1) / Self.block)
        var blanks = [Bool](repeating: true, count: columns * rows)
        for plane in 0..<3 {
            visit(plane) { samples, stride, block in
                guard blanks[block.index] else { return }
                // Most blocks are ruled out by their first sample.
                blanks[block.index] = block.rows.allSatisfy { row in
                    block.bytes.allSatisfy { samples[row * stride + $0] == 0 }
                }
            }
            if !blanks.contains(true) { return 0 }
        }
        let depth = format.bitDepth
        for plane in 0..<3 {
            visit(plane) { samples, stride, block in
                guard blanks[block.index] else { return }
                for row in block.rows {
                    for byte in block.bytes {
                        // The middle of the scale; the second of two bytes is the higher one.
                        samples[row * stride + byte] =
                            depth == 8 ? 128 : byte % 2 == 1 ? 1 << UInt8(depth - 9) : 0
                    }
                }
            }
        }
        return Double(blanks.count { $0 }) / Double(blanks.count)
    }

    /// Luma samples across and down a block: the smallest unit that decoders leave out.
    private static let block = 16

    private struct Block {
        /// The block's index in the whole picture.
        let index: Int
        /// The block's rows in the plane.
        let rows: Range<Int>
        /// The block's bytes in each row.
        let bytes: Range<Int>
    }

    /// Calls `body` with a plane's bytes and stride, for each block.
    private mutating func visit(_ plane: Int, _ body: (inout MutableSpan<UInt8>, Int, Block) -> Void) {
        let shift = plane == 0 ? (horizontal: 0, vertical: 0) : format.chromaShift
        let bytes = format.bitDepth > 8 ? 2 : 1
        let (across, down) = (Self.block >> shift.horizontal, Self.block >> shift.vertical)
        withMutablePlane(plane) { samples, layout in
            var index = 0
            for y in stride(from: 0, to: layout.height, by: down) {
                for x in stride(from: 0, to: layout.width, by: across) {
                    let block = Block(
                        index: index, rows: y..<min(y + down, layout.height),
                        bytes: x * bytes..<min(x + across, layout.width) * bytes)
                    body(&samples, layout.stride, block)
                    index += 1
                }
            }
        }
    }
}
