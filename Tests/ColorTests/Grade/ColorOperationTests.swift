import Testing

@testable import Color

/// Compares the operations with the values of the standards.
@Suite struct ColorOperationTests {
    private func isClose(_ a: SIMD3<Double>, _ b: SIMD3<Double>, _ tolerance: Double = 1e-9) -> Bool {
        let difference = a - b
        return max(difference.max(), -difference.min()) <= tolerance
    }

    private let red = SIMD3<Double>(1, 0, 0)
    private let green = SIMD3<Double>(0, 1, 0)
    private let blue = SIMD3<Double>(0, 0, 1)
    private let skin = SIMD3<Double>(0.8, 0.6, 0.5)

    @Test("Filters with neutral amounts change nothing")
    func neutral() {
        for operation in [
            ColorOperation.brightness(1), .contrast(1), .saturate(1), .sepia(0), .hueRotate(0),
            .hueRotate(360), .grayscale(0), .bend(0), .balance(.one), .tones(shadows: 0, highlights: 0),
        ] {
            #expect(isClose(operation(skin), skin), "\(operation)")
        }
    }

    @Test("The matrices of sepia, grayscale and saturation have the columns of Filter Effects Level 1")
    func publishedMatrices() {
        #expect(isClose(ColorOperation.sepia(1)(red), SIMD3(0.393, 0.349, 0.272)))
        #expect(isClose(ColorOperation.sepia(1)(green), SIMD3(0.769, 0.686, 0.534)))
        #expect(isClose(ColorOperation.sepia(1)(blue), SIMD3(0.189, 0.168, 0.131)))
        // At half the amount: 0.393 + 0.607 × 0.5, and so on.
        #expect(isClose(ColorOperation.sepia(0.5)(red), SIMD3(0.6965, 0.1745, 0.136)))
        #expect(isClose(ColorOperation.grayscale(1)(green), SIMD3(repeating: 0.7152)))
        #expect(isClose(ColorOperation.grayscale(0.5)(red), SIMD3(0.6063, 0.1063, 0.1063)))
        #expect(isClose(ColorOperation.saturate(0)(blue), SIMD3(repeating: 0.072)))
        // 0.213 + 0.787 × 2, at half the red; 0.213 - 0.213 × 2, clamped.
        #expect(isClose(ColorOperation.saturate(2)(red * 0.5), SIMD3(0.8935, 0, 0)))
    }

    @Test("Hue rotation by 90 and 180 degrees has the published columns")
    func rotatesHue() {
        // With cos 0 and sin 1: the constant part and the sine's part.
        #expect(isClose(ColorOperation.hueRotate(90)(red), SIMD3(0, 0.356, 0)))
        #expect(isClose(ColorOperation.hueRotate(90)(blue), SIMD3(1, 0, 0.144)))
        // With cos -1: the constant part minus the cosine's.
        #expect(isClose(ColorOperation.hueRotate(180)(green), SIMD3(1, 0.43, 1)))
        #expect(isClose(ColorOperation.hueRotate(180)(SIMD3(repeating: 0.4)), SIMD3(repeating: 0.4), 1e-3))
    }

    @Test("Contrast pivots around the middle, brightness is a factor, and both are clamped")
    func contrast() {
        #expect(isClose(ColorOperation.contrast(1.5)(SIMD3(0.5, 0.6, 0.9)), SIMD3(0.5, 0.65, 1)))
        #expect(isClose(ColorOperation.contrast(0)(skin), SIMD3(repeating: 0.5)))
        #expect(isClose(ColorOperation.brightness(1.2)(SIMD3(0.5, 0.9, 0)), SIMD3(0.6, 1, 0)))
    }

    @Test(
        "Blend modes follow Compositing and Blending Level 1",
        arguments: [
            (BlendMode.multiply, 0.4, 0.5, 0.2), (.screen, 0.4, 0.5, 0.7), (.overlay, 0.4, 0.5, 0.4),
            (.overlay, 0.8, 0.75, 0.9), (.darken, 0.4, 0.5, 0.4), (.lighten, 0.4, 0.5, 0.5),
            (.exclusion, 0.4, 0.5, 0.5), (.colorDodge, 0.4, 0.5, 0.8), (.colorDodge, 0, 1, 0),
            (.colorDodge, 0.1, 1, 1), (.colorBurn, 0.8, 0.5, 0.6), (.colorBurn, 1, 0, 1),
            (.colorBurn, 0.9, 0, 0), (.softLight, 0.4, 0.25, 0.28), (.softLight, 0.64, 0.75, 0.72),
            (.softLight, 0.25, 1, 0.5), (.softLight, 0.1, 0.75, 0.198),
        ])
    func blends(mode: BlendMode, below: Double, above: Double, expected: Double) {
        let result = mode(SIMD3(repeating: below), SIMD3(repeating: above))
        #expect(isClose(result, SIMD3(repeating: expected)), "\(result.x)")
    }

    @Test("A layer is mixed in with its opacity")
    func layers() {
        let layer = ColorOperation.layer(SIMD3(1, 0.5, 0), opacity: 0.25, .multiply)
        #expect(isClose(layer(SIMD3(0.4, 0.4, 0.4)), SIMD3(0.4, 0.35, 0.3)))
    }

    @Test("A balance keeps luma, and raised or lowered tones keep black, white and the order of tones")
    func keeps() {
        let warm = ColorOperation.balance(SIMD3(1.2, 1, 0.8))
        let result = warm(SIMD3(0.5, 0.4, 0.3))
        #expect(abs(ColorOperation.luma(result) - ColorOperation.luma(SIMD3(0.5, 0.4, 0.3))) < 1e-9)
        #expect(result.x > 0.5 && result.z < 0.3)
        for (shadows, highlights) in [(1.0, 1.0), (-1, 1), (1, -1), (-1, -1)] {
            let tones = ColorOperation.tones(shadows: shadows, highlights: highlights)
            #expect(tones(.zero) == .zero && isClose(tones(.one), .one))
            let ramp = (0...100).map { tones(SIMD3(repeating: Double($0) / 100)).x }
            #expect(zip(ramp, ramp.dropFirst()).allSatisfy { $0 < $1 })
        }
    }
}

extension ColorOperation {
    /// Applies the operation to one colour.
    func callAsFunction(_ color: SIMD3<Double>) -> SIMD3<Double> {
        var colors = [color]
        apply(to: &colors)
        return colors[0]
    }
}
