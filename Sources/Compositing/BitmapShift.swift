extension PlacedBitmap {
    /// The picture moved by eighths of a pixel.
    ///
    /// Cubic interpolation (E. Catmull and R. Rom, 1974) keeps slowly moving letters evenly sharp. With linear
    /// interpolation, they would alternate between soft and sharp.
    func shifted(byX eighthsX: Int, y eighthsY: Int) -> PlacedBitmap {
        let wholeX = eighthsX >> 3
        let wholeY = eighthsY >> 3
        let columns = CubicTaps(eighths: eighthsX & 7)
        let rows = CubicTaps(eighths: eighthsY & 7)
        if (columns.isIdentity && rows.isIdentity) || bitmap.pixels.isEmpty {
            return PlacedBitmap(bitmap: bitmap, x: x + wholeX, y: y + wholeY)
        }
        var shift = BitmapShift(width: bitmap.width, columns: columns, rows: rows)
        return PlacedBitmap(bitmap: shift.apply(to: bitmap), x: x + wholeX - 1, y: y + wholeY - 1)
    }
}

/// The weights of four adjacent pixels, for a point between the second and the third.
private struct CubicTaps {
    /// In 1/64ths that add up to 64, so weighted sums of 8-bit samples fit in 16 bits.
    let weights: [Int16]

    /// - Parameter eighths: how far the picture moves to the right or down, 0…7.
    init(eighths: Int) {
        // The sampled point is as far to the left of the pixel as the picture moves to the right.
        let t = eighths == 0 ? 1 : 1 - Double(eighths) / 8
        let outer = [t * (t * (2 - t) - 1), t * t * (t - 1)].map { Int16(($0 * 32).rounded()) }
        let third = Int16((t * (1 + t * (4 - 3 * t)) * 32).rounded())
        weights = [outer[0], 64 - outer[0] - outer[1] - third, third, outer[1]]
    }

    var isIdentity: Bool { weights == [0, 0, 64, 0] }
}

/// Moves a bitmap by a fraction of a pixel. The result has one more pixel on the left and at the top, and two more on
/// the right and at the bottom.
private struct BitmapShift {
    private let columns: CubicTaps
    private let rows: CubicTaps
    private var rowAbove: [UnpackedRow]
    private var mean: UnpackedRow

    init(width: Int, columns: CubicTaps, rows: CubicTaps) {
        self.columns = columns
        self.rows = rows
        rowAbove = Array(repeating: UnpackedRow(width: width), count: 4)
        mean = UnpackedRow(width: width)
    }

    mutating func apply(to bitmap: Bitmap) -> Bitmap {
        let width = bitmap.width + 3
        let height = bitmap.height + 3
        var pixels = [UInt32](repeating: 0, count: width * height)
        for row in 0..<height {
            // A ring buffer of this row and the three rows above it.
            if row < bitmap.height {
                let start = row * bitmap.width
                rowAbove[row & 3].unpack(bitmap.pixels.span.extracting(start..<(start + bitmap.width)))
            } else {
                rowAbove[row & 3].clear()
            }
            if rows.isIdentity {
                rowAbove[(row - 1) & 3].shifted(columns, into: &pixels, at: row * width)
            } else {
                mean.mix(rowAbove, last: row & 3, rows)
                mean.shifted(columns, into: &pixels, at: row * width)
            }
        }
        return Bitmap(width: width, height: height, pixels: pixels)
    }
}

/// A row of pixels, split into channels so that loops vectorise, with three transparent pixels on both sides.
private struct UnpackedRow {
    private let width: Int
    private var alpha: [Int16]
    private var red: [Int16]
    private var green: [Int16]
    private var blue: [Int16]

    private static let margin = 3

    init(width: Int) {
        self.width = width
        alpha = Array(repeating: 0, count: width + 2 * Self.margin)
        red = alpha
        green = alpha
        blue = alpha
    }

    mutating func clear() { self = UnpackedRow(width: width) }

    mutating func unpack(_ line: Span<UInt32>) {
        Self.unpack(line, shift: 24, to: &alpha)
        Self.unpack(line, shift: 16, to: &red)
        Self.unpack(line, shift: 8, to: &green)
        Self.unpack(line, shift: 0, to: &blue)
    }

    @inline(__always)
    private static func unpack(_ line: Span<UInt32>, shift: UInt32, to channel: inout [Int16]) {
        var channel = channel.mutableSpan
        let count = line.count
        precondition(channel.count == count + 2 * margin)
        for index in 0..<count {
            channel[index &+ margin] = Int16(truncatingIfNeeded: (line[index] &>> shift) & 255)
        }
    }

    /// Sets the row to the weighted mean of four rows in a ring buffer.
    mutating func mix(_ ring: [UnpackedRow], last: Int, _ taps: CubicTaps) {
        let (r0, r1, r2, r3) = (ring[(last + 1) & 3], ring[(last + 2) & 3], ring[(last + 3) & 3], ring[last])
        Self.mix(r0.alpha.span, r1.alpha.span, r2.alpha.span, r3.alpha.span, taps, into: &alpha)
        Self.mix(r0.red.span, r1.red.span, r2.red.span, r3.red.span, taps, into: &red)
        Self.mix(r0.green.span, r1.green.span, r2.green.span, r3.green.span, taps, into: &green)
        Self.mix(r0.blue.span, r1.blue.span, r2.blue.span, r3.blue.span, taps, into: &blue)
    }

    @inline(__always)
    private static func mix(
        _ r0: Span<Int16>, _ r1: Span<Int16>, _ r2: Span<Int16>, _ r3: Span<Int16>, _ taps: CubicTaps,
        into result: inout [Int16]
    ) {
        var result = result.mutableSpan
        let count = result.count
        precondition(r0.count == count && r1.count == count && r2.count == count && r3.count == count)
        let (w0, w1, w2, w3) = (taps.weights[0], taps.weights[1], taps.weights[2], taps.weights[3])
        for index in 0..<count {
            let sum = r0[index] &* w0 &+ r1[index] &* w1 &+ r2[index] &* w2 &+ r3[index] &* w3
            result[index] = min(max((sum &+ 32) &>> 6, 0), 255)
        }
    }

    /// Writes the moved row. No colour may exceed its alpha, so overshoots of the cubics at edges are clipped.
    func shifted(_ taps: CubicTaps, into pixels: inout [UInt32], at start: Int) {
        var pixels = pixels.mutableSpan
        let alpha = alpha.span
        let red = red.span
        let green = green.span
        let blue = blue.span
        let count = width + 3
        precondition(alpha.count == count + 3 && start >= 0 && start + count <= pixels.count)
        precondition(red.count == alpha.count && green.count == alpha.count && blue.count == alpha.count)
        let (w0, w1, w2, w3) = (taps.weights[0], taps.weights[1], taps.weights[2], taps.weights[3])
        @inline(__always)
        func mean(_ channel: Span<Int16>, _ index: Int) -> Int16 {
            let sum =
                channel[index] &* w0 &+ channel[index &+ 1] &* w1 &+ channel[index &+ 2] &* w2
                &+ channel[index &+ 3] &* w3
            return (sum &+ 32) &>> 6
        }
        for index in 0..<count {
            let a = min(max(mean(alpha, index), 0), 255)
            let r = min(max(mean(red, index), 0), a)
            let g = min(max(mean(green, index), 0), a)
            let b = min(max(mean(blue, index), 0), a)
            pixels[start &+ index] =
                UInt32(truncatingIfNeeded: a) &<< 24 | UInt32(truncatingIfNeeded: r) &<< 16
                | UInt32(truncatingIfNeeded: g) &<< 8 | UInt32(truncatingIfNeeded: b)
        }
    }
}
