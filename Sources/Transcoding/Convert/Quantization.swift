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

    init(range: ColorRange, bitDepth: Int) {
        let unit = Double(1 << (bitDepth - 8))
        chromaOffset = 128 * unit
        if range == .full {
            let highest = Double(1 << bitDepth) - 1
            (lumaOffset, lumaScale, chromaScale) = (0, highest, highest)
        } else {
            (lumaOffset, lumaScale, chromaScale) = (16 * unit, 219 * unit, 224 * unit)
        }
    }

    func values(_ codes: SIMD3<Double>) -> SIMD3<Double> { (codes - offsets) / scales }

    func codes(_ values: SIMD3<Double>) -> SIMD3<Double> { values * scales + offsets }

    var offsets: SIMD3<Double> { SIMD3(lumaOffset, chromaOffset, chromaOffset) }
    var scales: SIMD3<Double> { SIMD3(lumaScale, chromaScale, chromaScale) }
}
