extension PlacedBitmap {
    /// The picture moved, in 1/8 pixels.
    ///
    /// Between pixels, it is interpolated by cubics through its pixels (E. Catmull and R. Rom, 1974), so
    /// that letters that move slowly do not become soft and sharp in turn, as they would with lines.
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

/// The weights of the four pixels around a point between the second and the third.
private struct CubicTaps {
    /// In 1/1024ths; their sum is 1024.
    let weights: [Int32]

    /// - Parameter eighths: how far the picture is moved to the right or down, 0…7.
    init(eighths: Int) {
        // The point lies as far left of the pixel as the picture is moved to the right.
        let t = eighths == 0 ? 1 : 1 - Double(eighths) / 8
        let exact = [
            t * (-1 + t * (2 - t)), 2 + t * t * (3 * t - 5), t * (1 + t * (4 - 3 * t)), t * t * (t - 1),
        ].map { $0 / 2 * 1024 }
        weights = exact.map { Int32($0.rounded()) }
    }

    var isIdentity: Bool { weights == [0, 0, 1024, 0] }
}

/// Moves a bitmap by a part of a pixel; the result has a pixel more on the left and above, and two on the
/// right and below.
private struct BitmapShift {
    private let columns: CubicTaps
    private let rows: CubicTaps
    /// Sums of four pixels above each other, by channel, with three of nothing on both sides.
    private var alpha: [Int32]
    private var red: [Int32]
    private var green: [Int32]
    private var blue: [Int32]

    private static let margin = 3

    init(width: Int, columns: CubicTaps, rows: CubicTaps) {
        self.columns = columns
        self.rows = rows
        alpha = Array(repeating: 0, count: width + 2 * Self.margin)
        red = alpha
        green = alpha
        blue = alpha
    }

    mutating func apply(to bitmap: Bitmap) -> Bitmap {
        let width = bitmap.width + 3
        let height = bitmap.height + 3
        var pixels = [UInt32](repeating: 0, count: width * height)
        for row in 0..<height {
            clear()
            var isEmpty = true
            for (tap, weight) in rows.weights.enumerated() where weight != 0 {
                let source = row - 1 + tap - 2
                guard (0..<bitmap.height).contains(source) else { continue }
                let line = bitmap.pixels.span.extracting(
                    (source * bitmap.width)..<((source + 1) * bitmap.width))
                Self.add(line, shift: 24, weight, to: &alpha)
                Self.add(line, shift: 16, weight, to: &red)
                Self.add(line, shift: 8, weight, to: &green)
                Self.add(line, shift: 0, weight, to: &blue)
                isEmpty = false
            }
            if !isEmpty { fill(&pixels, at: row * width, count: width) }
        }
        return Bitmap(width: width, height: height, pixels: pixels)
    }

    private mutating func clear() {
        for index in alpha.indices {
            alpha[index] = 0
            red[index] = 0
            green[index] = 0
            blue[index] = 0
        }
    }

    @inline(__always)
    private static func add(_ line: Span<UInt32>, shift: UInt32, _ weight: Int32, to sums: inout [Int32]) {
        var sums = sums.mutableSpan
        let count = line.count
        precondition(sums.count == count + 2 * margin)
        for index in 0..<count {
            sums[index &+ margin] =
                sums[index &+ margin] &+ Int32(truncatingIfNeeded: (line[index] &>> shift) & 255) &* weight
        }
    }

    /// Adds up columns; no colour may exceed its alpha, as cubics let it at edges.
    private func fill(_ pixels: inout [UInt32], at start: Int, count: Int) {
        var pixels = pixels.mutableSpan
        let alpha = alpha.span
        let red = red.span
        let green = green.span
        let blue = blue.span
        let (w0, w1, w2, w3) = (
            columns.weights[0], columns.weights[1], columns.weights[2], columns.weights[3]
        )
        precondition(alpha.count >= count + 3 && start + count <= pixels.count)
        precondition(red.count == alpha.count && green.count == alpha.count && blue.count == alpha.count)
        @inline(__always)
        func sum(_ channel: Span<Int32>, _ index: Int) -> Int32 {
            let taps =
                channel[index] &* w0 &+ channel[index &+ 1] &* w1 &+ channel[index &+ 2] &* w2
                &+ channel[index &+ 3] &* w3
            return (taps &+ (1 &<< 19)) &>> 20
        }
        for index in 0..<count {
            let a = min(max(sum(alpha, index), 0), 255)
            let r = min(max(sum(red, index), 0), a)
            let g = min(max(sum(green, index), 0), a)
            let b = min(max(sum(blue, index), 0), a)
            pixels[start &+ index] = UInt32(truncatingIfNeeded: a &<< 24 | r &<< 16 | g &<< 8 | b)
        }
    }
}
