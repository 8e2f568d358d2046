internal import Libav

/// A plane of fixed-point samples, so small that blurring it need not be fast.
///
/// Samples are below 2¹⁵, so they and their differences fit 16 bits, and vector instructions process eight at a time.
struct DownscaledPlane: Sendable {
    private let width: Int
    private let height: Int
    private var samples: [Int16]

    /// - Parameter sample: the value at a column and a row, 0 or more.
    init(width: Int, height: Int, _ sample: (Int, Int) -> Int16) {
        self.width = width
        self.height = height
        samples = []
        samples.reserveCapacity(width * height)
        for row in 0..<height {
            for column in 0..<width { samples.append(sample(column, row)) }
        }
    }

    // MARK: Blurring

    /// Replaces each sample by the mean of a square around it. Beyond the edges, the outermost samples repeat.
    mutating func blur(radius: Int) {
        let mean = BoxMean(radius: radius)
        var widened = samples
        for row in 0..<height { blurRow(row, into: &widened, mean) }
        blurColumns(of: widened, mean)
    }

    /// Blurs a row with a running sum.
    private func blurRow(_ row: Int, into target: inout [Int16], _ mean: BoxMean) {
        let start = row * width
        func sample(_ column: Int) -> UInt32 {
            UInt32(samples[start + min(max(column, 0), width - 1)])
        }
        var sum = (-mean.radius...mean.radius).reduce(UInt32(0)) { $0 + sample($1) }
        for column in 0..<width {
            target[start + column] = mean(sum)
            sum = sum + sample(column + mean.radius + 1) - sample(column - mean.radius)
        }
    }

    /// Blurs all columns with a row of running sums, one for each column.
    private mutating func blurColumns(of source: [Int16], _ mean: BoxMean) {
        var sums = [UInt32](repeating: 0, count: width)
        func start(_ row: Int) -> Int { min(max(row, 0), height - 1) * width }
        for row in -mean.radius...mean.radius {
            for column in 0..<width { sums[column] += UInt32(source[start(row) + column]) }
        }
        for row in 0..<height {
            let (next, last) = (start(row + mean.radius + 1), start(row - mean.radius))
            for column in 0..<width {
                samples[row * width + column] = mean(sums[column])
                sums[column] = sums[column] + UInt32(source[next + column]) - UInt32(source[last + column])
            }
        }
    }

    /// Divides a box's sum by the box's size, with a multiplication.
    private struct BoxMean {
        let radius: Int
        private let reciprocal: UInt32

        /// - Parameter radius: at most 7, to keep the product within 32 bits.
        init(radius: Int) {
            precondition((0...7).contains(radius))
            self.radius = radius
            reciprocal = 65536 / UInt32(2 * radius + 1)
        }

        func callAsFunction(_ sum: UInt32) -> Int16 {
            Int16(truncatingIfNeeded: (sum &* reciprocal &+ 32768) &>> 16)
        }
    }

    // MARK: Enlarging

    /// Enlarges the plane into another by linear interpolation, leaving out a part that something else will cover.
    ///
    /// - Parameters:
    ///   - covered: the part to leave out, in samples of the target.
    ///   - fractionBits: fractional bits of this plane's samples.
    func enlarge(
        over target: inout MutableSpan<UInt8>, _ layout: PlaneLayout, leavingOut covered: PixelRect,
        fractionBits: Int16
    ) {
        let columns = Self.positions(layout.width, over: width)
        let rows = Self.positions(layout.height, over: height)
        var upper: [Int16] = []
        var lower: [Int16] = []
        var widened = -1
        for row in 0..<layout.height {
            let isBeside = row >= covered.y && row < covered.y + covered.height
            if isBeside && covered.width >= layout.width { continue }
            let (index, weight) = rows[row]
            if index != widened {
                upper = index == widened + 1 && !lower.isEmpty ? lower : self.widened(row: index, columns)
                lower = self.widened(row: min(index + 1, height - 1), columns)
                widened = index
            }
            let start = row * layout.stride
            let right = isBeside ? covered.x + covered.width : layout.width
            Self.mix(
                upper, lower, weight, fractionBits, into: &target, at: start,
                isBeside ? 0..<covered.x : 0..<layout.width)
            Self.mix(
                upper, lower, weight, fractionBits, into: &target, at: start, right..<layout.width)
        }
    }

    /// Interpolates a row between two: `upper + (lower - upper) * weight`, rounded to whole samples.
    private static func mix(
        _ upper: [Int16], _ lower: [Int16], _ weight: Int16, _ fractionBits: Int16,
        into target: inout MutableSpan<UInt8>, at start: Int, _ columns: Range<Int>
    ) {
        guard !columns.isEmpty else { return }
        precondition(
            columns.lowerBound >= 0 && upper.count >= columns.upperBound
                && lower.count >= columns.upperBound && target.count >= start + columns.upperBound)
        let half: Int16 = 1 << (fractionBits - 1)
        for column in columns {
            let step = Int32(lower[column] &- upper[column]) &* Int32(weight)
            let sample = upper[column] &+ Int16(truncatingIfNeeded: step &>> 15) &+ half
            target[start &+ column] = UInt8(truncatingIfNeeded: sample &>> fractionBits)
        }
    }

    private func widened(row: Int, _ columns: [(index: Int, weight: Int16)]) -> [Int16] {
        let start = row * width
        return columns.map { index, weight in
            let left = samples[start + index]
            let right = samples[start + min(index + 1, width - 1)]
            return left &+ Int16(truncatingIfNeeded: (Int32(right &- left) &* Int32(weight)) &>> 15)
        }
    }

    /// For each sample of the large side, the preceding sample of the small side, and the weight of the next one in
    /// 2⁻¹⁵.
    private static func positions(_ large: Int, over small: Int) -> [(index: Int, weight: Int16)] {
        (0..<large).map { place in
            // Sample centres lie half a sample inside the edges.
            let position = (Double(place) + 0.5) * Double(small) / Double(large) - 0.5
            let bounded = min(max(position, 0), Double(small - 1))
            let index = Int(bounded)
            return (index, Int16((bounded - Double(index)) * 32767))
        }
    }
}
