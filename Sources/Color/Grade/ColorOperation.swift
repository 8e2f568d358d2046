/// One change of a colour on a display, R'G'B' in 0…1.
enum ColorOperation: Hashable, Sendable {
    /// A linear map, then an offset.
    case matrix(Matrix3, offset: SIMD3<Double>)
    /// A layer of one colour over the picture, as opaque as said.
    case layer(SIMD3<Double>, opacity: Double, BlendMode)
    /// Each channel bent between a black and a white that stay.
    case bend(Double)
    /// Each channel times a factor, then all so that luma stays.
    case balance(SIMD3<Double>)
    /// Dark and light tones raised or lowered, between a black and a white that stay.
    case tones(shadows: Double, highlights: Double)
    /// The colours on the line between two, by luma.
    case gradient(from: SIMD3<Double>, to: SIMD3<Double>)
    /// Something added in the dark and something in the light, by luma.
    case split(shadows: SIMD3<Double>, highlights: SIMD3<Double>)
    case cube(ColorCube)

    /// Changes colours, and cuts them off to 0…1.
    ///
    /// Many at once, since to find out what is to be done takes longer than to do it for one.
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
                // Black and white stay what they are.
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

    /// Raises a third of the range by 0.14, where x(1-x)² has its maximum of 4/27. More than 0.148 would
    /// turn the order of tones round.
    private static let toneScale = 0.14 * 27 / 4

    /// Y' of BT.709.
    static func luma(_ color: SIMD3<Double>) -> Double {
        (color * SIMD3(0.2126, 0.7152, 0.0722)).sum()
    }
}
