internal import Foundation

/// The filter functions of CSS as matrices (W3C Filter Effects Level 1, 13.1, "Filter primitive
/// representations of shorthand filter functions").
extension ColorOperation {
    /// - Parameter amount: 0 is black, 1 changes nothing.
    static func brightness(_ amount: Double) -> ColorOperation {
        .matrix(Matrix3(diagonal: SIMD3(repeating: amount)), offset: .zero)
    }

    /// - Parameter amount: 0 is grey, 1 changes nothing.
    static func contrast(_ amount: Double) -> ColorOperation {
        .matrix(
            Matrix3(diagonal: SIMD3(repeating: amount)), offset: SIMD3(repeating: 0.5 - 0.5 * amount))
    }

    /// - Parameter amount: 0 is grey, 1 changes nothing.
    static func saturate(_ amount: Double) -> ColorOperation {
        mixture(amount, grey: SIMD3(0.213, 0.715, 0.072))
    }

    /// - Parameter amount: 0 changes nothing, 1 leaves grey.
    static func grayscale(_ amount: Double) -> ColorOperation {
        mixture(1 - amount, grey: SIMD3(0.2126, 0.7152, 0.0722))
    }

    /// - Parameter amount: 0 changes nothing, 1 is full sepia.
    static func sepia(_ amount: Double) -> ColorOperation {
        let rest = 1 - amount
        return .matrix(
            Matrix3(
                rows: SIMD3(0.393 + 0.607 * rest, 0.769 - 0.769 * rest, 0.189 - 0.189 * rest),
                SIMD3(0.349 - 0.349 * rest, 0.686 + 0.314 * rest, 0.168 - 0.168 * rest),
                SIMD3(0.272 - 0.272 * rest, 0.534 - 0.534 * rest, 0.131 + 0.869 * rest)),
            offset: .zero)
    }

    /// - Parameter degrees: 0 and 360 change nothing.
    static func hueRotate(_ degrees: Double) -> ColorOperation {
        let (c, s) = (cos(degrees * .pi / 180), sin(degrees * .pi / 180))
        return .matrix(
            Matrix3(
                rows: SIMD3(
                    0.213 + 0.787 * c - 0.213 * s, 0.715 - 0.715 * c - 0.715 * s,
                    0.072 - 0.072 * c + 0.928 * s),
                SIMD3(
                    0.213 - 0.213 * c + 0.143 * s, 0.715 + 0.285 * c + 0.140 * s,
                    0.072 - 0.072 * c - 0.283 * s),
                SIMD3(
                    0.213 - 0.213 * c - 0.787 * s, 0.715 - 0.715 * c + 0.715 * s,
                    0.072 + 0.928 * c + 0.072 * s)),
            offset: .zero)
    }

    /// A mixture of the colour and grey: the colour itself for 1, grey of the given weights for 0.
    private static func mixture(_ amount: Double, grey: SIMD3<Double>) -> ColorOperation {
        let row = grey * (1 - amount)
        return .matrix(
            Matrix3(
                rows: row + SIMD3(amount, 0, 0), row + SIMD3(0, amount, 0), row + SIMD3(0, 0, amount)),
            offset: .zero)
    }
}
