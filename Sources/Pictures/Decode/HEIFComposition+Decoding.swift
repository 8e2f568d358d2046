internal import Libav

extension HEIFComposition {
    /// Decodes all tiles and lays them side by side.
    ///
    /// - Returns: a picture of at least ``width`` × ``height``, in the format in which it is coded.
    /// - Throws: ``PictureFault`` where a tile is damaged, smaller than the header says, or unlike the others.
    func decode(_ file: PictureFile) throws(PictureFault) -> Frame {
        var decoder = HEIFTileDecoder(file, width: width, height: height, threads: isGrid ? 1 : 0)
        let first = try decoder.decode(tiles[0])
        let rows = tiles.count / columns
        guard first.width * columns >= width, first.height * rows >= height else {
            throw PictureFault(
                .damaged,
                """
                the coded picture is \(first.width * columns) × \(first.height * rows), too small for the \
                \(width) × \(height) that the file's header says
                """)
        }
        if tiles.count == 1 { return first }

        var canvas = try PictureFault.frame(width, height, first.format)
        canvas.colorimetry = first.colorimetry
        canvas.paste(first, x: 0, y: 0)
        for index in 1..<tiles.count {
            let (row, column) = index.quotientAndRemainder(dividingBy: columns)
            let (x, y) = (column * first.width, row * first.height)
            // Tiles that lie outside the picture are left out.
            if x >= width || y >= height { continue }
            let tile = try decoder.decode(tiles[index])
            guard tile.width == first.width, tile.height == first.height, tile.format == first.format else {
                throw PictureFault(.damaged, "the picture's tiles are not alike")
            }
            canvas.paste(tile, x: x, y: y)
        }
        return canvas
    }
}

extension Frame {
    /// Copies a picture of the same format over a part of this one; what reaches beyond it is left out.
    ///
    /// - Precondition: the corner lies in this picture, and both are planar.
    mutating func paste(_ tile: borrowing Frame, x: Int, y: Int) {
        precondition(tile.format == format && x < width && y < height)
        let sampleBytes = format.bitDepth > 8 ? 2 : 1
        for plane in 0..<planeCount {
            let shift = plane == 0 ? (horizontal: 0, vertical: 0) : format.chromaShift
            tile.withPlane(plane) { source, from in
                withMutablePlane(plane) { target, to in
                    let (left, top) = (x >> shift.horizontal, y >> shift.vertical)
                    let rows = min(from.height, to.height - top)
                    let count = min(from.width, to.width - left) * sampleBytes
                    unsafe source.withUnsafeBytes { source in
                        unsafe target.withUnsafeMutableBytes { target in
                            for row in 0..<rows {
                                let start = (top + row) * to.stride + left * sampleBytes
                                let line = row * from.stride
                                unsafe UnsafeMutableRawBufferPointer(rebasing: target[start..<start + count])
                                    .copyBytes(from: source[line..<line + count])
                            }
                        }
                    }
                }
            }
        }
    }
}
