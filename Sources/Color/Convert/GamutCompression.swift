internal import Foundation

/// Brings colours that BT.709 cannot show into its gamut, without the loss of detail and the shift of
/// hue that cutting channels off brings.
///
/// This is the ACES Reference Gamut Compression (Academy TB-2020-001): a channel's distance from the
/// brightest one, relative to that, is 1 on the surface of the gamut. Up to a threshold nothing
/// changes; from there, the distance that the source's gamut reaches is compressed to 1. ACES takes
/// limits that suit cameras, here they are the reach of the source's primaries; where that does not go
/// beyond BT.709's, nothing changes at all.
struct GamutCompression: Hashable, Sendable {
    /// The largest distance of red, green and blue; nil where nothing is out of reach.
    private let limits: SIMD3<Double>?

    /// Where the compression of red, green and blue begins.
    private let thresholds: SIMD3<Double>

    /// The thresholds of TB-2020-001, for light whose tones are mapped, too, and which no viewer has seen
    /// in BT.709 before.
    static let sceneThresholds = SIMD3(0.815, 0.803, 0.880)
    /// For pictures in standard range, such as photos in Display P3: every other viewer shows the
    /// colours inside of BT.709 as they are, and so must we; only the last fiftieth makes room for
    /// those outside.
    static let displayThresholds = SIMD3(repeating: 0.98)
    /// The curve's exponent there.
    private static let power = 1.2

    /// - Parameters:
    ///   - source: the primaries whose colours are to be kept apart.
    ///   - target: the primaries of BT.709.
    ///   - thresholds: the distances up to which nothing changes.
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
        // Primaries that differ by rounding only reach 1 and a little.
        self.limits = limits.max() > 1.001 ? limits : nil
    }

    /// - Parameter light: linear RGB of BT.709, below zero where the gamut is left.
    /// - Returns: linear RGB in 0…1; what is brighter than white is scaled down, keeping its hue.
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
