/// Resizes bitmaps with a triangle filter, which averages source pixels when shrinking and interpolates when enlarging.
///
/// Colours are premultiplied by alpha, so transparent pixels do not bleed into their neighbours. What depends only on
/// the sizes is computed once for all pictures of an animation.
struct BitmapScaler: Sendable {
    /// The area that the result covers.
    let area: PixelArea
    private let columns: Taps
    private let rows: Taps

    /// - Parameters:
    ///   - target: the bitmap's edges on the canvas, also at fractions of a pixel.
    ///   - needed: the part of the result that the caller needs; nil for all.
    init(width: Int, height: Int, target: Rectangle, within needed: PixelArea? = nil) {
        area = needed.map { target.pixels.intersection($0) } ?? target.pixels
        columns = Taps(
            count: area.width, start: Double(area.minX), from: target.minX, to: target.maxX, samples: width)
        rows = Taps(
            count: area.height, start: Double(area.minY), from: target.minY, to: target.maxY, samples: height)
    }

    /// - Precondition: the bitmap has the size that was passed to the initialiser.
    func scale(_ bitmap: Bitmap) -> PlacedBitmap {
        precondition(bitmap.width == columns.samples && bitmap.height == rows.samples)
        var pixels = [UInt32](repeating: 0, count: area.width * area.height)
        var sums = ChannelSums(count: bitmap.width)
        var scratch = [SIMD4<Float>](repeating: SIMD4(), count: bitmap.width)
        for row in 0..<area.height {
            sums.clear()
            for tap in 0..<rows.perSample {
                let weight = rows.weights[row * rows.perSample + tap]
                if weight == 0 { continue }
                sums.add(bitmap.pixels.span, row: rows.first[row] + tap, weight: weight)
            }
            sums.fill(&pixels, at: row * area.width, columns, scratch: &scratch)
        }
        return PlacedBitmap(
            bitmap: Bitmap(width: area.width, height: area.height, pixels: pixels), x: area.minX, y: area.minY
        )
    }
}

/// The source samples, with their weights, for each sample of a row or column of the result.
struct Taps: Sendable {
    /// The number of source samples.
    let samples: Int
    /// The number of weights for each sample of the result.
    let perSample: Int
    /// The first source sample for each sample of the result.
    let first: [Int]
    /// In 1/4096ths. Two passes of 12 bits each and samples of 8 bits fill 32 bits, so nothing is rounded twice.
    let weights: [UInt32]

    static let bits: UInt32 = 12

    /// - Parameters:
    ///   - count: the number of result samples, the first of which begins at `start`.
    ///   - from: where the source begins, in the result's coordinates.
    ///   - to: where the source ends, in the result's coordinates.
    ///   - samples: the number of source samples.
    init(count: Int, start: Double, from: Double, to: Double, samples: Int) {
        self.samples = samples
        let step = Double(samples) / max(to - from, .leastNormalMagnitude)
        let radius = max(1, step)
        // At most this many samples lie within the radius of any centre.
        perSample = min(samples, Int((2 * radius).rounded(.up)))
        var first: [Int] = []
        var weights: [UInt32] = []
        for index in 0..<count {
            let left = start + Double(index)
            // A pixel that the source covers only in part becomes translucent.
            let coverage = max(0, min(left + 1, to) - max(left, from))
            let center = (left + 0.5 - from) * step - 0.5
            let begin = min(max(0, Int((center - radius).rounded(.up))), samples - perSample)
            let shares = (begin..<(begin + perSample)).map { max(0, 1 - abs(Double($0) - center) / radius) }
            first.append(begin)
            weights += Self.fixed(shares, total: coverage)
        }
        self.first = first
        self.weights = weights
    }

    /// The shares as integers that add up to exactly `total`, so that a uniform colour stays the same.
    private static func fixed(_ shares: [Double], total: Double) -> [UInt32] {
        let whole = (total * Double(1 << bits)).rounded()
        let sum = shares.reduce(0, +)
        var result: [UInt32] = []
        var given = 0.0
        var passed = 0.0
        for share in shares {
            passed += share
            let due = sum > 0 ? (passed / sum * whole).rounded() : given
            result.append(UInt32(due - given))
            given = due
        }
        return result
    }
}

/// Weighted sums of rows of pixels, split into channels so that the loops vectorise.
private struct ChannelSums {
    private let count: Int
    private var alpha: [UInt32]
    private var red: [UInt32]
    private var green: [UInt32]
    private var blue: [UInt32]

    init(count: Int) {
        self.count = count
        alpha = Array(repeating: 0, count: count)
        red = alpha
        green = alpha
        blue = alpha
    }

    mutating func clear() {
        for index in 0..<count {
            alpha[index] = 0
            red[index] = 0
            green[index] = 0
            blue[index] = 0
        }
    }

    mutating func add(_ pixels: Span<UInt32>, row: Int, weight: UInt32) {
        let line = pixels.extracting((row * count)..<((row + 1) * count))
        Self.add(line, shift: 24, weight, to: &alpha)
        Self.add(line, shift: 16, weight, to: &red)
        Self.add(line, shift: 8, weight, to: &green)
        Self.add(line, shift: 0, weight, to: &blue)
    }

    @inline(__always)
    private static func add(_ line: Span<UInt32>, shift: UInt32, _ weight: UInt32, to sums: inout [UInt32]) {
        var sums = sums.mutableSpan
        let count = line.count
        precondition(sums.count == count)
        for index in 0..<count {
            sums[index] = sums[index] &+ ((line[index] &>> shift) & 255) &* weight
        }
    }

    /// Adds up the columns and writes the resulting pixels.
    ///
    /// The sums have 20 bits, which a `Float` holds exactly. The error of their products is far below the rounding to 8
    /// bits.
    ///
    /// - Parameter scratch: room for one row of sums.
    func fill(
        _ result: inout [UInt32], at start: Int, _ taps: Taps, scratch: inout [SIMD4<Float>]
    ) {
        Self.interleave(alpha.span, red.span, green.span, blue.span, into: &scratch)
        let pixels = scratch.span
        let weights = taps.weights.span
        let first = taps.first.span
        let perSample = taps.perSample
        var result = result.mutableSpan
        precondition(start >= 0 && start + first.count <= result.count)
        precondition(weights.count == first.count * perSample)
        for column in 0..<first.count {
            var sum = SIMD4<Float>()
            for tap in 0..<perSample {
                sum +=
                    pixels[first[column] &+ tap]
                    * Float(Int32(truncatingIfNeeded: weights[column &* perSample &+ tap]))
            }
            // A Float of this size has no fraction, and its lowest byte is the value. This is faster than a conversion.
            let whole = sum + Float(1 << 23)
            result[start &+ column] =
                (whole[0].bitPattern & 255) &<< 24 | (whole[1].bitPattern & 255) &<< 16
                | (whole[2].bitPattern & 255) &<< 8 | (whole[3].bitPattern & 255)
        }
    }

    private static func interleave(
        _ alpha: Span<UInt32>, _ red: Span<UInt32>, _ green: Span<UInt32>, _ blue: Span<UInt32>,
        into pixels: inout [SIMD4<Float>]
    ) {
        var pixels = pixels.mutableSpan
        let count = pixels.count
        precondition(
            alpha.count == count && red.count == count && green.count == count && blue.count == count)
        let whole = 1 / Float(1 << 24)
        for index in 0..<count {
            // The sums have 20 bits, so they fit signed integers, which convert faster.
            pixels[index] =
                SIMD4(
                    Float(Int32(truncatingIfNeeded: alpha[index])),
                    Float(Int32(truncatingIfNeeded: red[index])),
                    Float(Int32(truncatingIfNeeded: green[index])),
                    Float(Int32(truncatingIfNeeded: blue[index]))) * whole
        }
    }
}
