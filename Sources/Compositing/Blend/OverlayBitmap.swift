/// A picture ready to be blended onto 4:2:0 video: BT.709 in limited range, multiplied by alpha, at
/// half the resolution for chroma.
///
/// It begins at an even pixel of the canvas, so that its chroma samples lie on the canvas's.
struct OverlayBitmap: Sendable {
    /// The canvas's column of the first sample, even; may be negative.
    let x: Int
    /// The canvas's row of the first sample, even; may be negative.
    let y: Int
    let luma: Plane
    let cb: Plane
    let cr: Plane

    /// One component with the alpha it was multiplied by.
    struct Plane: Sendable {
        let width: Int
        let height: Int
        fileprivate(set) var samples: [UInt8]
        /// The same array for both chroma planes.
        fileprivate(set) var alpha: [UInt8]
        /// The columns of each row from the first to the last one that is not transparent.
        fileprivate(set) var extents: [Range<Int>]
    }

    /// The memory that the samples take.
    var bytes: Int { luma.samples.count * 2 + cb.samples.count * 3 }
}

extension OverlayBitmap {
    /// Converts a bitmap.
    ///
    /// A chroma sample lies on the left of its two columns and between its two rows, H.264's standard
    /// (`chroma_sample_loc_type` 0): it is made with the weights 1 2 1 of three columns.
    init(_ placed: PlacedBitmap) {
        let bitmap = placed.bitmap
        x = placed.x & ~1
        y = placed.y & ~1
        let left = placed.x - x
        let top = placed.y - y
        // An odd last column takes part in the chroma sample to its right.
        let chromaWidth = bitmap.width == 0 ? 0 : (left + bitmap.width + 2) / 2
        let chromaHeight = (top + bitmap.height + 1) / 2
        var luma = Plane(width: chromaWidth * 2, height: chromaHeight * 2)
        for row in 0..<bitmap.height {
            let start = (top + row) * luma.width + left
            for column in 0..<bitmap.width {
                let pixel = bitmap[column, row]
                var sum = PixelSum()
                sum.add(pixel, weight: 8)
                luma.samples[start + column] = YUVCoefficients.luma.value(of: sum)
                luma.alpha[start + column] = UInt8(truncatingIfNeeded: pixel.alpha)
            }
        }
        var cb = Plane(width: chromaWidth, height: chromaHeight)
        var cr = cb
        for row in 0..<chromaHeight {
            for column in 0..<chromaWidth {
                var sum = PixelSum()
                for y in (2 * row - top)...(2 * row - top + 1) where y >= 0 && y < bitmap.height {
                    let middle = 2 * column - left
                    for x in (middle - 1)...(middle + 1) where x >= 0 && x < bitmap.width {
                        sum.add(bitmap[x, y], weight: x == middle ? 2 : 1)
                    }
                }
                let index = row * chromaWidth + column
                cb.samples[index] = YUVCoefficients.cb.value(of: sum)
                cr.samples[index] = YUVCoefficients.cr.value(of: sum)
                cb.alpha[index] = sum.meanAlpha
            }
        }
        cr.alpha = cb.alpha
        luma.findExtents()
        cb.findExtents()
        cr.extents = cb.extents
        self.luma = luma
        self.cb = cb
        self.cr = cr
    }
}

extension OverlayBitmap.Plane {
    fileprivate init(width: Int, height: Int) {
        self.width = width
        self.height = height
        samples = Array(repeating: 0, count: width * height)
        alpha = samples
        extents = []
    }

    fileprivate mutating func findExtents() {
        extents = (0..<height).map { row in
            let start = row * width
            let line = alpha[start..<(start + width)]
            guard let first = line.firstIndex(where: { $0 > 0 }),
                let last = line.lastIndex(where: { $0 > 0 })
            else { return 0..<0 }
            return (first - start)..<(last - start + 1)
        }
    }
}
