/// One change of display colours, R'G'B' in 0…1.
enum ColorOperation: Hashable, Sendable {
    /// A linear map, then an offset.
    case matrix(Matrix3, offset: SIMD3<Double>)
    /// A layer of one colour over the picture, with an opacity.
    case layer(SIMD3<Double>, opacity: Double, BlendMode)
    /// Each channel is bent; black and white stay fixed.
    case bend(Double)
    /// Each channel is multiplied by a factor, then all are scaled to restore luma.
    case balance(SIMD3<Double>)
    /// Dark and light tones are raised or lowered; black and white stay fixed.
    case tones(shadows: Double, highlights: Double)
    /// Luma chooses a colour on the line between two.
    case gradient(from: SIMD3<Double>, to: SIMD3<Double>)
    /// One colour is added in the dark and another in the light, depending on luma.
    case split(shadows: SIMD3<Double>, highlights: SIMD3<Double>)
    case cube(ColorCube)

    /// Changes colours, and clamps them to 0…1.
    ///
    /// Takes many colours at once, because choosing the operation takes longer than applying it to one colour.
    func apply(to colors: inout [SIMD3<Double>]) {
        switch self {
        case .matrix(let matrix, let offset):
            change(&colors) { matrix * $0 + offset }
        case .layer(let source, let opacity, let mode):
            change(&colors) { $0 + (mode($0, source) - $0) * opacity }
        case .bend(let amount):
            change(&colors) { $0 + $0 * (1 - $0) * amount }
        case .balance(let factors):
            change(&colors) { color in
                let balanced = color * factors
                let (before, after) = (Self.luma(color), Self.luma(balanced))
                return after > 0 ? balanced * (before / after) : balanced
            }
        case .tones(let shadows, let highlights):
            change(&colors) { color in
                let rest = 1 - color
                return color + color * rest * (rest * shadows + color * highlights) * Self.toneScale
            }
        case .gradient(let from, let to):
            change(&colors) { from + (to - from) * Self.luma($0) }
        case .split(let shadows, let highlights):
            change(&colors) { color in
                let luma = Self.luma(color)
                // Black and white stay fixed.
                return color + (shadows * (1 - luma) + highlights * luma) * (4 * luma * (1 - luma))
            }
        case .cube(let cube):
            change(&colors) { cube($0) }
        }
    }

    @inline(__always)
    private func change(
        _ colors: inout [SIMD3<Double>], _ change: (SIMD3<Double>) -> SIMD3<Double>
    ) {
        for index in colors.indices {
            colors[index] = change(colors[index]).clamped(lowerBound: .zero, upperBound: .one)
        }
    }

    /// Raises a third of the range, where x(1-x)² has its maximum of 4/27, by 0.14. More than 0.148 would reverse the
    /// order of tones.
    private static let toneScale = 0.14 * 27 / 4

    /// Y' of BT.709.
    static func luma(_ color: SIMD3<Double>) -> Double {
        (color * SIMD3(0.2126, 0.7152, 0.0722)).sum()
    }
}
