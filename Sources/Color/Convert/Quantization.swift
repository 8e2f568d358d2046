internal import Libav

/// How Y' in 0…1 and C'B, C'R in -0.5…0.5 become whole numbers (ITU-T H.273, equations 20 to 28).
struct Quantization: Hashable, Sendable {
    /// The code of black.
    let lumaOffset: Double
    /// Codes from black to white.
    let lumaScale: Double
    /// The code of grey.
    let chromaOffset: Double
    /// Codes from the lowest to the highest chroma.
    let chromaScale: Double

    /// - Parameters:
    ///   - range: full or limited; unspecified counts as limited.
    ///   - bitDepth: bits of a sample, at least 8.
    ///   - codeBits: bits of the codes, if samples are shifted up to more bits than they have.
    init(range: ColorRange, bitDepth: Int, codeBits: Int? = nil) {
        let unit = Double(1 << ((codeBits ?? bitDepth) - 8))
        chromaOffset = 128 * unit
        if range == .full {
            let highest = (Double(1 << bitDepth) - 1) * Double(1 << ((codeBits ?? bitDepth) - bitDepth))
            (lumaOffset, lumaScale, chromaScale) = (0, highest, highest)
        } else {
            (lumaOffset, lumaScale, chromaScale) = (16 * unit, 219 * unit, 224 * unit)
        }
    }

    /// The output's quantization.
    static let output = Quantization(range: .limited, bitDepth: 8)

    func values(_ codes: SIMD3<Double>) -> SIMD3<Double> { (codes - offsets) / scales }

    func codes(_ values: SIMD3<Double>) -> SIMD3<Double> { values * scales + offsets }

    private var offsets: SIMD3<Double> { SIMD3(lumaOffset, chromaOffset, chromaOffset) }
    private var scales: SIMD3<Double> { SIMD3(lumaScale, chromaScale, chromaScale) }
}
