internal import Libav

/// A picture as coded, and what is wrong with it.
struct DecodedComposition: ~Copyable {
    var frame: Frame
    /// The share of the picture, from 0 to 1, whose tiles could not be decoded; all their samples are 0.
    var missing = 0.0
    /// Whether the data are damaged without a sign of which parts of the picture are affected.
    var isDoubtful: Bool

    init(frame: consuming Frame, isDoubtful: Bool) {
        self.frame = frame
        self.isDoubtful = isDoubtful
    }

    /// Takes out the samples, without a copy.
    consuming func takeFrame() -> Frame { frame }
}

extension HEIFComposition {
    /// Decodes all tiles and places them side by side. Leaves out damaged tiles, as long as others can be decoded.
    ///
    /// - Parameter isCareful: see ``HEIFTileDecoder``.
    /// - Returns: a picture of at least ``width`` × ``height``, in its coded format.
    /// - Throws: ``PictureFault`` if all tiles are damaged, or if one is smaller than the header says or differs in
    ///   format from the others.
    func decode(_ file: PictureFile, isCareful: Bool) throws(PictureFault) -> DecodedComposition {
        var decoder = HEIFTileDecoder(
            file, width: width, height: height, threads: isGrid ? 1 : 0, isCareful: isCareful)
        var start = 0
        let first = try decoder.decodeFirst(of: tiles, &start)
        let rows = tiles.count / columns
        guard first.width * columns >= width, first.height * rows >= height else {
            throw PictureFault(
                .damaged,
                """
                the coded picture is \(first.width * columns) × \(first.height * rows), too small for the \
                \(width) × \(height) that the file's header says
                """)
        }
        if tiles.count == 1 { return DecodedComposition(frame: first, isDoubtful: decoder.isDoubtful) }

        var canvas = try PictureFault.frame(width, height, first.format)
        canvas.colorimetry = first.colorimetry
        for plane in 0..<canvas.planeCount {
            canvas.withMutablePlane(plane) { samples, _ in
                for index in samples.indices { samples[index] = 0 }
            }
        }
        var missing = 0
        for index in tiles.indices {
            let (row, column) = index.quotientAndRemainder(dividingBy: columns)
            let (x, y) = (column * first.width, row * first.height)
            // Tiles outside the picture are left out.
            if x >= width || y >= height { continue }
            if index == start {
                canvas.paste(first, x: x, y: y)
                continue
            }
            guard index > start, let tile = try decoder.decodeUnlessDamaged(tiles[index]) else {
                missing += min(first.width, width - x) * min(first.height, height - y)
                continue
            }
            guard tile.width == first.width, tile.height == first.height, tile.format == first.format else {
                throw PictureFault(.damaged, "the picture's tiles are not alike")
            }
            canvas.paste(tile, x: x, y: y)
        }
        var result = DecodedComposition(frame: canvas, isDoubtful: decoder.isDoubtful)
        result.missing = Double(missing) / Double(width * height)
        return result
    }
}

extension Frame {
    /// Whether all samples equal those of another picture.
    func hasSamples(of other: borrowing Frame) -> Bool {
        guard format == other.format, width == other.width, height == other.height else { return false }
        let sampleBytes = format.bitDepth > 8 ? 2 : 1
        return (0..<planeCount).allSatisfy { plane in
            withPlane(plane) { ours, our in
                other.withPlane(plane) { theirs, their in
                    unsafe ours.withUnsafeBytes { ours in
                        unsafe theirs.withUnsafeBytes { theirs in
                            (0..<our.height).allSatisfy { row in
                                let count = our.width * sampleBytes
                                let (one, two) = (row * our.stride, row * their.stride)
                                return unsafe ours[one..<one + count].elementsEqual(theirs[two..<two + count])
                            }
                        }
                    }
                }
            }
        }
    }

    /// Copies a picture of the same format over a part of this one, and cuts off what extends beyond this picture.
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
