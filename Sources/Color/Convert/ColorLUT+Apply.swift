internal import Kernels
internal import Libav

extension ColorLUT {
    /// Converts a picture's colours, turns it and writes it onto a canvas.
    ///
    /// - Parameters:
    ///   - source: the stored picture, ``Libav/PixelFormat/yuv420p`` or `yuv420p10`, depending on the table's source.
    ///   - orientation: how to turn the picture.
    ///   - canvas: receives the picture, ``Libav/PixelFormat/yuv420p``; its data has no other reference.
    ///   - x: the leftmost column of the canvas that is written, even.
    ///   - y: the topmost row of the canvas that is written, even.
    ///   - isPortable: whether to avoid the processor's widest instructions; the results are the same.
    /// - Precondition: the turned picture lies in the canvas.
    func apply(
        _ source: borrowing Frame, orientation: Orientation, to canvas: inout Frame, atX x: Int, atY y: Int,
        isPortable: Bool = !LUT3DKernel.isSupported
    ) {
        precondition(
            canvas.holds(source, orientation, atX: x, atY: y), "the picture does not lie in the canvas")
        let isDeep = source.format.bitDepth > 8
        let (width, height) = (source.width, source.height)
        let (chromaWidth, chromaHeight) = ((width + 1) / 2, (height + 1) / 2)
        var tile = ColorBlock(for: orientation, isPortable: isPortable)
        let (columns, rows, upright) = (tile.columns, tile.rows, tile.stride(in: orientation))
        canvas.withMutableYUV { targetY, targetU, targetV, target in
            for top in stride(from: 0, to: chromaHeight, by: rows) {
                for left in stride(from: 0, to: chromaWidth, by: columns) {
                    let chroma = PixelRect(
                        x: left, y: top, width: min(columns, chromaWidth - left),
                        height: min(rows, chromaHeight - top))
                    let luma = PixelRect(
                        x: 2 * left, y: 2 * top, width: min(2 * columns, width - 2 * left),
                        height: min(2 * rows, height - 2 * top))
                    if isDeep {
                        source.withYUV16 { y, u, v, layout in
                            tile.load(y, u, v, layout, chroma: chroma, bitDepth: 10)
                        }
                    } else {
                        source.withYUV { y, u, v, layout in
                            tile.load(y, u, v, layout, chroma: chroma, bitDepth: 8)
                        }
                    }
                    tile.convert(
                        self, columns: chroma.width, rows: chroma.height,
                        luma: TurningSteps(
                            orientation, width: luma.width, height: luma.height, stride: 2 * upright),
                        chroma: TurningSteps(
                            orientation, width: chroma.width, height: chroma.height, stride: upright))
                    tile.store(
                        &targetY, &targetU, &targetV, target,
                        luma: orientation.turned(luma, ofWidth: width, height: height)
                            .offset(x: x, y: y),
                        chroma: orientation.turned(chroma, ofWidth: chromaWidth, height: chromaHeight)
                            .offset(x: x / 2, y: y / 2),
                        width: upright)
                }
            }
        }
    }
}

extension PixelRect {
    fileprivate func offset(x: Int, y: Int) -> PixelRect {
        PixelRect(x: self.x + x, y: self.y + y, width: width, height: height)
    }
}
