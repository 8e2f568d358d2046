/// A Gaussian blur of one plane, by three box blurs.
///
/// W3C Filter Effects 1, `feGaussianBlur`: three boxes of `d` columns come within 3 % of the Gaussian.
struct BoxBlur {
    /// Columns of each of the three boxes, odd.
    private let size: Int

    /// - Parameter deviation: the Gaussian's standard deviation, in pixels.
    init(deviation: Double) {
        let ideal = deviation * 3 * (2 * Double.pi).squareRoot() / 4 + 0.5
        size = Int(ideal) | 1
    }

    /// How far a pixel spreads in each direction.
    var reach: Int { 3 * (size / 2) }

    /// Blurs a plane of `width` columns; outside it, there is nothing.
    func apply(to plane: inout [UInt8], width: Int) {
        guard size > 1, !plane.isEmpty else { return }
        let height = plane.count / width
        var line: [UInt8] = Array(repeating: 0, count: max(width, height))
        for _ in 0..<3 {
            for row in 0..<height {
                blur(&plane, start: row * width, step: 1, count: width, line: &line)
            }
            for column in 0..<width {
                blur(&plane, start: column, step: width, count: height, line: &line)
            }
        }
    }

    /// Replaces each of the samples by the mean of those around it.
    private func blur(_ plane: inout [UInt8], start: Int, step: Int, count: Int, line: inout [UInt8]) {
        for i in 0..<count { line[i] = plane[start + i * step] }
        let radius = size / 2
        // The reciprocal saves a division for each sample; 2²⁴ × 255 fits easily.
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
