internal import Foundation

/// Brings colours that BT.709 cannot show into its gamut, without the loss of detail and the hue shifts of clipping.
///
/// This is the ACES Reference Gamut Compression (Academy TB-2020-001). A channel's distance from the brightest channel,
/// divided by the brightest, is 1 on the surface of the gamut. Distances up to a threshold do not change; from there to
/// the largest distance in the source's gamut, they are compressed to at most 1. ACES uses limits that suit cameras;
/// here they follow from the source's primaries. If these do not extend beyond BT.709's, nothing changes.
struct GamutCompression: Hashable, Sendable {
    /// The largest distances of red, green and blue; nil if all colours of the source are within BT.709.
    private let limits: SIMD3<Double>?

    /// The distances at which the compression of red, green and blue begins.
    private let thresholds: SIMD3<Double>

    /// The thresholds of TB-2020-001, for pictures that are tone-mapped as well: no viewer has seen them in BT.709
    /// before.
    static let sceneThresholds = SIMD3(0.815, 0.803, 0.880)
    /// For pictures in standard range, such as photos in Display P3. Every other viewer shows the colours inside BT.709
    /// unchanged, and so must we; only the last fiftieth makes room for the colours outside.
    static let displayThresholds = SIMD3(repeating: 0.98)
    /// The exponent of the compression curve in TB-2020-001.
    private static let power = 1.2

    /// - Parameters:
    ///   - source: the primaries whose colours must stay distinguishable.
    ///   - target: the primaries of BT.709.
    ///   - thresholds: the distances up to which colours do not change.
    init(from source: Chromaticities, to target: Chromaticities, thresholds: SIMD3<Double>) {
        self.thresholds = thresholds
        let toTarget = source.matrix(to: target)
        var limits = SIMD3<Double>.zero
        // The most saturated colours are the primaries and their mixtures in pairs.
        for corner in 1..<7 {
            let color = SIMD3(Double(corner & 1), Double(corner >> 1 & 1), Double(corner >> 2))
            let distances = Self.distances(toTarget * color)
            limits.replace(with: distances, where: distances .> limits)
        }
        // Primaries that differ only by rounding give slightly more than 1.
        self.limits = limits.max() > 1.001 ? limits : nil
    }

    /// - Parameter light: linear RGB of BT.709, with negative values for colours outside the gamut.
    /// - Returns: linear RGB in 0…1; colours brighter than white are scaled down, which keeps their hue.
    func callAsFunction(_ light: SIMD3<Double>) -> SIMD3<Double> {
        var light = light
        let brightest = light.max()
        guard brightest > 0 else { return .zero }
        if let limits {
            let distances = Self.distances(light)
            for channel in 0..<3 {
                let distance = Self.compressed(
                    distances[channel], threshold: thresholds[channel], limit: limits[channel])
                light[channel] = brightest * (1 - distance)
            }
        }
        light /= max(brightest, 1)
        return light.clamped(lowerBound: .zero, upperBound: .one)
    }

    private static func distances(_ light: SIMD3<Double>) -> SIMD3<Double> {
        1 - light / light.max()
    }

    private static func compressed(_ distance: Double, threshold: Double, limit: Double) -> Double {
        guard distance > threshold, limit > 1 else { return distance }
        let span = limit - threshold
        let scale = span / pow(pow((1 - threshold) / span, -power) - 1, 1 / power)
        let excess = distance - threshold
        return threshold + excess / pow(1 + pow(excess / scale, power), 1 / power)
    }
}
