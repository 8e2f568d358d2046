/// Approximates a Gaussian blur of one plane by three box blurs.
///
/// P. Kovesi, "Fast Almost-Gaussian Filtering", DICTA 2010: boxes of two odd sizes, mixed to match the Gaussian's
/// variance as closely as possible.
struct BoxBlur {
    /// The box size of each pass, odd.
    private let sizes: [Int]

    /// - Parameter deviation: the Gaussian's standard deviation, in pixels.
    init(deviation: Double) {
        let variance = deviation * deviation
        let ideal = (12 * variance / Double(Self.passes) + 1).squareRoot()
        let lower = Int(ideal) % 2 == 1 ? Int(ideal) : Int(ideal) - 1
        let small = Double(lower)
        let count = Double(Self.passes)
        let lowerPasses =
            ((12 * variance - count * (small * small + 4 * small + 3)) / (-4 * small - 4)).rounded()
        sizes = (0..<Self.passes).map { Double($0) < lowerPasses ? lower : lower + 2 }
    }

    private static let passes = 3

    /// How far a pixel spreads in each direction, in pixels.
    var reach: Int { sizes.reduce(0) { $0 + $1 / 2 } }

    /// Blurs a plane of `width` columns. Samples outside the plane count as 0.
    func apply(to plane: inout [UInt8], width: Int) {
        guard reach > 0, !plane.isEmpty else { return }
        let height = plane.count / width
        var line: [UInt8] = Array(repeating: 0, count: max(width, height))
        for size in sizes where size > 1 {
            for row in 0..<height {
                blur(&plane, start: row * width, step: 1, count: width, line: &line, size: size)
            }
            for column in 0..<width {
                blur(&plane, start: column, step: width, count: height, line: &line, size: size)
            }
        }
    }

    /// Replaces each sample by the mean of its neighbourhood.
    private func blur(
        _ plane: inout [UInt8], start: Int, step: Int, count: Int, line: inout [UInt8], size: Int
    ) {
        for i in 0..<count { line[i] = plane[start + i * step] }
        let radius = size / 2
        // Multiplying by the reciprocal saves a division for each sample.
        let reciprocal = (1 << 24) / size + 1
        var sum = 0
        for i in 0..<min(radius, count) { sum += Int(line[i]) }
        for i in 0..<count {
            if i + radius < count { sum += Int(line[i + radius]) }
            if i - radius - 1 >= 0 { sum -= Int(line[i - radius - 1]) }
            plane[start + i * step] = UInt8(truncatingIfNeeded: ((sum + size / 2) * reciprocal) >> 24)
        }
    }
}
