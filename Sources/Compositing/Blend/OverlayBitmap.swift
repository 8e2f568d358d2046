/// A picture ready to be blended onto 4:2:0 video: limited-range BT.709, premultiplied by alpha, with chroma at half
/// the resolution.
///
/// It begins at an even pixel, which aligns its chroma samples with the canvas's.
struct OverlayBitmap: Sendable {
    /// The canvas column of the first sample. Even; may be negative.
    private(set) var x: Int
    /// The canvas row of the first sample. Even; may be negative.
    private(set) var y: Int
    let luma: Plane
    let cb: Plane
    let cr: Plane

    /// One component and its alpha.
    struct Plane: Sendable {
        let width: Int
        let height: Int
        fileprivate(set) var samples: [UInt8]
        /// Both chroma planes share one array.
        fileprivate(set) var alpha: [UInt8]
        /// For each row, the columns from the first to the last visible sample.
        fileprivate(set) var extents: [Range<Int>]
    }

    /// The same picture at another place.
    ///
    /// - Precondition: both distances are even, which keeps the chroma samples aligned with the canvas's.
    func moved(byX horizontal: Int, y vertical: Int) -> OverlayBitmap {
        precondition(horizontal % 2 == 0 && vertical % 2 == 0)
        var moved = self
        moved.x += horizontal
        moved.y += vertical
        return moved
    }

    /// The memory for the samples, in bytes.
    var bytes: Int { luma.samples.count * 2 + cb.samples.count * 3 }
}

extension OverlayBitmap {
    /// Converts the part of a bitmap that is visible on a canvas.
    init(_ placed: PlacedBitmap, on canvas: PixelArea) {
        // Pixels just outside the canvas contribute to the chroma samples at its edge.
        self.init(placed.cropped(to: canvas.expanded(by: 2)))
    }

    /// Converts a bitmap.
    ///
    /// A chroma sample lies at the left one of its two columns and between its two rows, the default of H.264
    /// (`chroma_sample_loc_type` 0). It is the average of three columns with weights 1, 2 and 1.
    init(_ placed: PlacedBitmap) {
        let bitmap = placed.bitmap
        x = placed.x & ~1
        y = placed.y & ~1
        let left = placed.x - x
        let top = placed.y - y
        // An odd last column contributes to the chroma sample to its right.
        let chromaWidth = bitmap.width == 0 ? 0 : (left + bitmap.width + 2) / 2
        let chromaHeight = (top + bitmap.height + 1) / 2
        var luma = Plane(width: chromaWidth * 2, height: chromaHeight * 2)
        var cb = Plane(width: chromaWidth, height: chromaHeight)
        var cr = cb
        var sums = ChromaSums(columns: chromaWidth)
        let pixels = bitmap.pixels.span
        for row in 0..<chromaHeight {
            sums.clear()
            for y in (2 * row)...(2 * row + 1) where (top..<(top + bitmap.height)).contains(y) {
                let start = (y - top) * bitmap.width
                let line = pixels.extracting(start..<(start + bitmap.width))
                luma.convertLuma(line, at: y * luma.width + left)
                sums.add(line, from: left)
            }
            sums.convert(cb: &cb.samples, cr: &cr.samples, alpha: &cb.alpha, at: row * chromaWidth)
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

    /// Fills a part of a row with the luma and alpha of the pixels.
    fileprivate mutating func convertLuma(_ line: Span<UInt32>, at start: Int) {
        Self.convertLuma(line, at: start, samples: &samples, alpha: &alpha)
    }

    private static func convertLuma(
        _ line: Span<UInt32>, at start: Int, samples: inout [UInt8], alpha: inout [UInt8]
    ) {
        var samples = samples.mutableSpan
        var alpha = alpha.mutableSpan
        let coefficients = YUVCoefficients.luma
        precondition(start >= 0 && start <= samples.count - line.count && alpha.count == samples.count)
        for index in 0..<line.count {
            let pixel = line[index]
            samples[start &+ index] = coefficients.value(
                alpha: pixel.channel(24), red: pixel.channel(16), green: pixel.channel(8),
                blue: pixel.channel(0))
            alpha[start &+ index] = UInt8(truncatingIfNeeded: pixel &>> 24)
        }
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

/// Sums of two rows of pixels, by channel. Three columns are weighted 1, 2 and 1.
private struct ChromaSums {
    private let columns: Int
    /// The first element belongs to the pixel to the left of the first chroma sample.
    private var alpha: [Int32]
    private var red: [Int32]
    private var green: [Int32]
    private var blue: [Int32]

    init(columns: Int) {
        self.columns = columns
        alpha = Array(repeating: 0, count: 2 * columns + 1)
        red = alpha
        green = alpha
        blue = alpha
    }

    mutating func clear() {
        for index in alpha.indices {
            alpha[index] = 0
            red[index] = 0
            green[index] = 0
            blue[index] = 0
        }
    }

    /// Adds a row that begins `left` pixels to the right of the first chroma sample.
    mutating func add(_ line: Span<UInt32>, from left: Int) {
        Self.add(line, shift: 24, to: &alpha, at: left + 1)
        Self.add(line, shift: 16, to: &red, at: left + 1)
        Self.add(line, shift: 8, to: &green, at: left + 1)
        Self.add(line, shift: 0, to: &blue, at: left + 1)
    }

    @inline(__always)
    private static func add(_ line: Span<UInt32>, shift: UInt32, to sums: inout [Int32], at start: Int) {
        var sums = sums.mutableSpan
        precondition(start >= 0 && start <= sums.count - line.count)
        for index in 0..<line.count {
            sums[start &+ index] = sums[start &+ index] &+ line[index].channel(shift)
        }
    }

    /// Computes a row of chroma samples and their alpha.
    func convert(cb: inout [UInt8], cr: inout [UInt8], alpha means: inout [UInt8], at start: Int) {
        var cb = cb.mutableSpan
        var cr = cr.mutableSpan
        var means = means.mutableSpan
        let alpha = alpha.span
        let red = red.span
        let green = green.span
        let blue = blue.span
        for column in 0..<columns {
            let a = alpha.weighted(2 * column)
            let r = red.weighted(2 * column)
            let g = green.weighted(2 * column)
            let b = blue.weighted(2 * column)
            cb[start + column] = YUVCoefficients.cb.value(alpha: a, red: r, green: g, blue: b, shift: 3)
            cr[start + column] = YUVCoefficients.cr.value(alpha: a, red: r, green: g, blue: b, shift: 3)
            means[start + column] = UInt8(truncatingIfNeeded: (a &+ 4) &>> 3)
        }
    }
}

extension Span<Int32> {
    @inline(__always)
    fileprivate func weighted(_ index: Int) -> Int32 {
        self[index] &+ 2 &* self[index + 1] &+ self[index + 2]
    }
}

extension UInt32 {
    /// The byte of a pixel that begins at bit `shift`.
    @inline(__always)
    fileprivate func channel(_ shift: UInt32) -> Int32 { Int32(truncatingIfNeeded: (self &>> shift) & 255) }
}
