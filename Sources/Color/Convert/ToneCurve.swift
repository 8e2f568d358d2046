/// Maps the light of a bright display to that of an ordinary one.
///
/// This is the EETF of ITU-R BT.2390-10, 5.4.1: nothing changes below a knee; above it, a Hermite spline rolls off to
/// the target's white. With a source peak of 1000 and a white of 203 cd/m², the knee is at 88 cd/m², above faces and
/// most of a picture, and reference white becomes 90 % of the signal.
///
/// The curve applies to the largest of red, green and blue, and the other two follow in proportion (one of the ways in
/// BT.2390). So hue and saturation do not shift in highlights, as they would if each channel were bent separately, and
/// no channel is ever clipped.
struct ToneCurve: Hashable, Sendable {
    /// The source's peak as a PQ value.
    private let sourcePeak: Double
    /// The target's white as a PQ value relative to the source's peak: `maxLum`.
    private let targetPeak: Double
    /// The knee, relative to the source's peak: `KS`.
    private let knee: Double

    /// - Parameter peak: the source's brightest light relative to white, above 1.
    init(peak: Double) {
        let white = TransferCurve.referenceWhite
        sourcePeak = TransferCurve.pq(ofLuminance: peak * white)
        targetPeak = TransferCurve.pq(ofLuminance: white) / sourcePeak
        knee = 1.5 * targetPeak - 0.5
    }

    /// Maps linear RGB relative to white to light in 0…1.
    func callAsFunction(_ light: SIMD3<Double>) -> SIMD3<Double> {
        let brightest = light.max()
        guard brightest > 0 else { return light }
        let white = TransferCurve.referenceWhite
        let value = min(1, TransferCurve.pq(ofLuminance: brightest * white) / sourcePeak)
        guard value > knee else { return light }
        let mapped = TransferCurve.luminance(ofPQ: rolledOff(value) * sourcePeak) / white
        return light * (mapped / brightest)
    }

    /// BT.2390's spline `P`, in PQ values relative to the source's peak.
    private func rolledOff(_ value: Double) -> Double {
        let t = (value - knee) / (1 - knee)
        let (t2, t3) = (t * t, t * t * t)
        return (2 * t3 - 3 * t2 + 1) * knee + (t3 - 2 * t2 + t) * (1 - knee)
            + (3 * t2 - 2 * t3) * targetPeak
    }
}
