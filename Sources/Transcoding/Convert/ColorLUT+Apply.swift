internal import Libav

extension ColorLUT {
    /// Writes a picture with its colours changed onto a canvas, turned on the way.
    ///
    /// - Parameters:
    ///   - source: the stored picture, ``Libav/PixelFormat/yuv420p`` or `yuv420p10`, as the table's bit depth.
    ///   - orientation: how it is turned.
    ///   - canvas: takes the picture, ``Libav/PixelFormat/yuv420p``.
    ///   - x: the leftmost column of the canvas that is written, even.
    ///   - y: the topmost row of the canvas that is written, even.
    /// - Precondition: the turned picture lies in the canvas.
    func apply(
        _ source: borrowing Frame, orientation: Orientation, to canvas: inout Frame, atX x: Int, atY y: Int
    ) {
        precondition(x % 2 == 0 && y % 2 == 0, "\(x), \(y) is not on a chroma sample")
        canvas.withMutableYUV { targetY, targetU, targetV, target in
            func turn(_ layout: YUVLayout) -> (TurnedPlane, TurnedPlane) {
                (
                    TurnedPlane(layout.luma, orientation, in: target.luma, atX: x, atY: y),
                    TurnedPlane(layout.chroma, orientation, in: target.chroma, atX: x / 2, atY: y / 2)
                )
            }
            if bitDepth > 8 {
                source.withYUV16 { sourceY, sourceU, sourceV, layout in
                    let (luma, chroma) = turn(layout)
                    convert(
                        sourceY, sourceU, sourceV, layout, luma, chroma, &targetY, &targetU, &targetV,
                        codeBits: 10)
                }
            } else {
                source.withYUV { sourceY, sourceU, sourceV, layout in
                    let (luma, chroma) = turn(layout)
                    convert(
                        sourceY, sourceU, sourceV, layout, luma, chroma, &targetY, &targetU, &targetV,
                        codeBits: 8)
                }
            }
        }
    }

    /// The loop over blocks of 2×2 lumas, in tiles so that turned columns stay in the cache.
    @inline(__always)
    private func convert<Sample: FixedWidthInteger & UnsignedInteger>(
        _ sourceY: Span<Sample>, _ sourceU: Span<Sample>, _ sourceV: Span<Sample>, _ layout: YUVLayout,
        _ lumaTurn: TurnedPlane, _ chromaTurn: TurnedPlane,
        _ targetY: inout MutableSpan<UInt8>, _ targetU: inout MutableSpan<UInt8>,
        _ targetV: inout MutableSpan<UInt8>, codeBits: Int
    ) {
        let (lumas, chromas, positions) = (luma.span, chroma.span, axis.positions.span)
        let mask = (1 &<< codeBits) &- 1
        let cellShift = codeBits - Self.lumaCellBits
        let side = 32
        let (lastColumn, lastRow) = (layout.luma.width - 1, layout.luma.height - 1)
        for top in stride(from: 0, to: layout.chroma.height, by: side) {
            for left in stride(from: 0, to: layout.chroma.width, by: side) {
                for row in top..<min(top + side, layout.chroma.height) {
                    // In a picture of odd size the last block's second half is its first once more.
                    let downwards = 2 * row < lastRow ? 1 : 0
                    let upperRow = 2 * row * layout.luma.stride
                    let lowerRow = upperRow + downwards * layout.luma.stride
                    let chromaRow = row * layout.chroma.stride
                    var upper = lumaTurn.start + 2 * (row * lumaTurn.rowStep + left * lumaTurn.columnStep)
                    let down = downwards * lumaTurn.rowStep
                    var place = chromaTurn.start + row * chromaTurn.rowStep + left * chromaTurn.columnStep
                    for column in left..<min(left + side, layout.chroma.width) {
                        let block = Block(
                            blue: positions[Int(truncatingIfNeeded: sourceU[chromaRow &+ column]) & mask],
                            red: positions[Int(truncatingIfNeeded: sourceV[chromaRow &+ column]) & mask])
                        let x = 2 &* column
                        let isWhole = x < lastColumn
                        let next = isWhole ? 1 : 0
                        let right = isWhole ? lumaTurn.columnStep : 0
                        let y0 = Int(truncatingIfNeeded: sourceY[upperRow &+ x]) & mask
                        let y1 = Int(truncatingIfNeeded: sourceY[upperRow &+ x &+ next]) & mask
                        let y2 = Int(truncatingIfNeeded: sourceY[lowerRow &+ x]) & mask
                        let y3 = Int(truncatingIfNeeded: sourceY[lowerRow &+ x &+ next]) & mask
                        let cells = block.column &<< Self.lumaCellBits
                        let high = block.ends(
                            lumas[cells &+ y0 &>> cellShift], lumas[cells &+ y1 &>> cellShift])
                        let low = block.ends(
                            lumas[cells &+ y2 &>> cellShift], lumas[cells &+ y3 &>> cellShift])
                        let codes = SIMD4<Int16>(
                            Int16(truncatingIfNeeded: y0), Int16(truncatingIfNeeded: y1),
                            Int16(truncatingIfNeeded: y2), Int16(truncatingIfNeeded: y3))
                        let out = Self.between(high, low, shares: (codes &<< Int16(10 &- codeBits)) & 15)
                        targetY[upper] = out[0]
                        targetY[upper &+ right] = out[1]
                        targetY[upper &+ down] = out[2]
                        targetY[upper &+ down &+ right] = out[3]
                        let mean = (y0 &+ y1 &+ y2 &+ y3) &<< (10 &- codeBits)
                        let entry = (block.column &<< Self.chromaCellBits &+ mean &>> 8) &* 2
                        let ends = block.ends(chromas[entry], chromas[entry &+ 1])
                        let (blue, red) = Self.between2(ends, (mean &>> 4) & 15)
                        targetU[place] = blue
                        targetV[place] = red
                        upper &+= 2 &* lumaTurn.columnStep
                        place &+= chromaTurn.columnStep
                    }
                }
            }
        }
    }
}
