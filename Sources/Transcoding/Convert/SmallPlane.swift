internal import Libav

/// A plane of samples in fixed point, small enough to be blurred without haste.
struct SmallPlane: Sendable {
    private let width: Int
    private let height: Int
    private var samples: [Int32]

    /// - Parameter sample: the value at a column and a row, below 1 << 16.
    init(width: Int, height: Int, _ sample: (Int, Int) -> Int32) {
        self.width = width
        self.height = height
        samples = []
        samples.reserveCapacity(width * height)
        for row in 0..<height {
            for column in 0..<width { samples.append(sample(column, row)) }
        }
    }

    /// Replaces each sample by the mean of a square around it; edges go on as they end.
    mutating func blur(radius: Int) {
        var blurred = samples
        for row in 0..<height {
            Self.blurLine(samples, &blurred, from: row * width, step: 1, count: width, radius)
        }
        for column in 0..<width {
            Self.blurLine(blurred, &samples, from: column, step: width, count: height, radius)
        }
    }

    /// A running sum along a row or a column.
    private static func blurLine(
        _ source: [Int32], _ target: inout [Int32], from start: Int, step: Int, count: Int, _ radius: Int
    ) {
        let last = count - 1
        func sample(_ index: Int) -> Int32 { source[start + min(max(index, 0), last) * step] }
        let size = Int32(2 * radius + 1)
        var sum = (-radius...radius).reduce(size / 2) { $0 + sample($1) }
        for index in 0..<count {
            target[start + index * step] = sum / size
            sum += sample(index + radius + 1) - sample(index - radius)
        }
    }

    /// Enlarges the plane over the whole of another, in straight lines between samples.
    ///
    /// - Parameter fractionBits: binary digits behind the point, at most 7, so that products of samples
    ///   and weights fit 32 bits.
    func enlarge(into target: inout MutableSpan<UInt8>, _ layout: PlaneLayout, fractionBits: Int32) {
        let columns = Self.positions(layout.width, over: width)
        let rows = Self.positions(layout.height, over: height)
        let wide = (0..<height).map { widened(row: $0, columns) }
        let half: Int32 = 1 << (fractionBits + Self.weightBits - 1)
        for row in 0..<layout.height {
            let (index, weight) = rows[row]
            let (upper, lower) = (wide[index], wide[min(index + 1, height - 1)])
            let start = row * layout.stride
            precondition(
                upper.count == layout.width && lower.count == layout.width
                    && start + layout.width <= target.count)
            for column in 0..<layout.width {
                let sum =
                    upper[column] &* (Self.one &- weight) &+ lower[column] &* weight &+ half
                target[start &+ column] =
                    UInt8(truncatingIfNeeded: sum &>> (fractionBits &+ Self.weightBits))
            }
        }
    }

    private static let weightBits: Int32 = 8
    private static let one: Int32 = 1 << weightBits

    private func widened(row: Int, _ columns: [(index: Int, weight: Int32)]) -> [Int32] {
        columns.map { index, weight in
            let left = samples[row * width + index]
            let right = samples[row * width + min(index + 1, width - 1)]
            return (left * (Self.one - weight) + right * weight + Self.one / 2) >> Self.weightBits
        }
    }

    /// For each sample of the large side the one before it on the small side, and the next one's weight.
    private static func positions(_ large: Int, over small: Int) -> [(index: Int, weight: Int32)] {
        (0..<large).map { place in
            // Sample centres lie half a sample inside the edges.
            let position = (Double(place) + 0.5) * Double(small) / Double(large) - 0.5
            let bounded = min(max(position, 0), Double(small - 1))
            let index = Int(bounded)
            return (index, Int32((bounded - Double(index)) * Double(one)))
        }
    }
}
