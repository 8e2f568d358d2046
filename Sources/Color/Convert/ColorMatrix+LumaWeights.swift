internal import Libav

extension ColorMatrix {
    /// The weights of red and blue in luma: KR and KB of ITU-T H.273, table 4.
    ///
    /// Nil if luma and chroma are not computed that way (YCgCo, ICtCp, constant luminance, RGB) and if no matrix is
    /// signalled.
    var lumaWeights: (red: Double, blue: Double)? {
        switch self {
        case .bt709: (0.2126, 0.0722)
        case ColorMatrix(rawValue: 4): (0.30, 0.11)  // FCC
        case .bt601, .smpte170m: (0.299, 0.114)
        case ColorMatrix(rawValue: 7): (0.212, 0.087)  // SMPTE 240M
        case .bt2020: (0.2627, 0.0593)
        default: nil
        }
    }

    /// From R'G'B' in 0…1 to Y' in 0…1 and C'B, C'R in -0.5…0.5 (H.273, equations 38 to 40).
    ///
    /// - Precondition: the matrix has ``lumaWeights``.
    var fromRGB: Matrix3 {
        guard let weights = lumaWeights else { preconditionFailure("\(self) has no luma weights") }
        let luma = SIMD3(weights.red, 1 - weights.red - weights.blue, weights.blue)
        return Matrix3(
            rows: luma, (SIMD3(0, 0, 1) - luma) / (2 * (1 - weights.blue)),
            (SIMD3(1, 0, 0) - luma) / (2 * (1 - weights.red)))
    }
}
