internal import Foundation

/// How a layer of one colour mixes with the picture below it (W3C Compositing and Blending Level 1, 9.1).
enum BlendMode: Hashable, Sendable {
    case colorBurn, colorDodge, darken, exclusion, lighten, multiply, overlay, screen, softLight

    /// The mixed colour, channel by channel.
    ///
    /// - Parameters:
    ///   - backdrop: the picture's R'G'B' in 0…1.
    ///   - source: the layer's R'G'B'.
    func callAsFunction(_ backdrop: SIMD3<Double>, _ source: SIMD3<Double>) -> SIMD3<Double> {
        var result = SIMD3<Double>()
        for channel in 0..<3 { result[channel] = mixed(backdrop[channel], source[channel]) }
        return result
    }

    private func mixed(_ below: Double, _ above: Double) -> Double {
        switch self {
        case .multiply: below * above
        case .screen: below + above - below * above
        // Hard light with backdrop and source exchanged.
        case .overlay: below <= 0.5 ? 2 * below * above : 1 - 2 * (1 - below) * (1 - above)
        case .darken: min(below, above)
        case .lighten: max(below, above)
        case .exclusion: below + above - 2 * below * above
        case .colorDodge: below == 0 ? 0 : above >= 1 ? 1 : min(1, below / (1 - above))
        case .colorBurn: below >= 1 ? 1 : above <= 0 ? 0 : 1 - min(1, (1 - below) / above)
        case .softLight: softened(below, above)
        }
    }

    private func softened(_ below: Double, _ above: Double) -> Double {
        if above <= 0.5 { return below - (1 - 2 * above) * below * (1 - below) }
        let raised = below <= 0.25 ? ((16 * below - 12) * below + 4) * below : below.squareRoot()
        return below + (2 * above - 1) * (raised - below)
    }
}
