package import Libav

/// The exact conversion of a source's colours to those of every output: BT.709, limited range.
///
/// It computes single colours; ``ColorPass`` applies the conversion to pictures. The steps are, in order: matrix to
/// R'G'B', light, primaries, tone curve (high dynamic range only), gamut, display curve, matrix of BT.709. If source
/// and target are made for the same display and have the same primaries, only the matrix remains. A grade acts on the
/// colours that the display would receive.
package struct ColorTransform: Hashable, Sendable {
    private let toCodedRGB: Matrix3
    private let curve: TransferCurve
    private let sourceLuminance: SIMD3<Double>
    private let tone: ToneCurve?
    private let toTargetRGB: Matrix3
    private let gamut: GamutCompression
    private let grade: ColorGrade

    /// Whether the source's R'G'B' equal the target's.
    private let isDisplayReady: Bool
    /// Whether the conversion is only a matrix.
    package let isLinear: Bool

    /// - Precondition: `source` is resolved (``Libav/Colorimetry/resolved(width:height:isRGB:)``).
    package init(from source: Colorimetry, grade: ColorGrade = .identity) {
        guard let primaries = Chromaticities(source.primaries), let target = Chromaticities(.bt709) else {
            preconditionFailure("the primaries are not resolved")
        }
        toCodedRGB = source.matrix.fromRGB.inverse
        curve = TransferCurve(source.transfer)
        let toXYZ = primaries.toXYZ.columns
        sourceLuminance = SIMD3(toXYZ.0.y, toXYZ.1.y, toXYZ.2.y)
        tone = curve.peak > 1 ? ToneCurve(peak: curve.peak) : nil
        toTargetRGB = primaries.matrix(to: target)
        // BT.2020 serves as a container: the cameras and displays behind it have the gamut of P3.
        let isContainer = source.primaries == .bt2020
        gamut = GamutCompression(
            from: isContainer ? Chromaticities(.displayP3) ?? primaries : primaries, to: target,
            thresholds: tone == nil
                ? GamutCompression.displayThresholds : GamutCompression.sceneThresholds)
        self.grade = grade
        isDisplayReady = curve.isDisplayCoded && primaries == target
        isLinear = isDisplayReady && grade.isIdentity
    }

    /// The colours in the target: Y' in 0…1, C'B and C'R in -0.5…0.5, of BT.709.
    ///
    /// - Parameter sources: Y' in 0…1, C'B and C'R in -0.5…0.5, by the source's matrix.
    func callAsFunction(_ sources: [SIMD3<Double>]) -> [SIMD3<Double>] {
        let fromRGB = ColorMatrix.bt709.fromRGB
        var colors = displayRGB(of: sources)
        for index in colors.indices { colors[index] = fromRGB * colors[index] }
        return colors
    }

    /// One colour in the target.
    func callAsFunction(_ source: SIMD3<Double>) -> SIMD3<Double> { self([source])[0] }

    /// R'G'B' as a BT.709 display expects them.
    func displayRGB(of sources: [SIMD3<Double>]) -> [SIMD3<Double>] {
        var colors = sources.map { ungraded(toCodedRGB * $0) }
        if !grade.isIdentity { grade.apply(to: &colors) }
        return colors
    }

    private func ungraded(_ coded: SIMD3<Double>) -> SIMD3<Double> {
        if isDisplayReady { return coded }
        var light = toTargetRGB * curve.light(coded, luminance: sourceLuminance)
        if let tone { light = tone(light) }
        return curve.displayCoded(gamut(light))
    }
}
