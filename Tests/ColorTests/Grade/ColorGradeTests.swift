import Libav
import Story
import Testing

@testable import Color

@Suite struct ColorGradeTests {
    private let color = SIMD3<Double>(0.7, 0.5, 0.2)

    private func grading(_ looks: AppliedLook...) -> Grading {
        var grading = Grading()
        grading.looks = looks
        return grading
    }

    @Test("Without looks, or with looks at intensity 0, nothing changes and no table is needed")
    func identity() throws {
        #expect(ColorGrade(Grading(), cube: nil).isIdentity)
        var nothing = grading(AppliedLook(.noir, intensity: 0), AppliedLook(.vivid, intensity: 0))
        nothing.table = LookupTable(src: "a.cube", intensity: 0)
        let grade = ColorGrade(nothing, cube: nil)
        #expect(grade.isIdentity)
        #expect(grade(color) == color)
        #expect(ColorPass(from: .bt709, bitDepth: 8, grade: grade).isIdentity)
        #expect(
            !ColorPass(from: .bt709, bitDepth: 8, grade: ColorGrade(grading(AppliedLook(.ink)), cube: nil))
                .isIdentity)
    }

    @Test("A look at half intensity is halfway between the original and the full look")
    func intensity() {
        for look in Look.allCases {
            let whole = ColorGrade(grading(AppliedLook(look)), cube: nil)(color)
            let half = ColorGrade(grading(AppliedLook(look, intensity: 0.5)), cube: nil)(color)
            let difference = half - (whole + color) / 2
            #expect(max(difference.max(), -difference.min()) < 1e-9, "\(look)")
        }
    }

    @Test("Looks are applied in order")
    func order() {
        let first = ColorGrade(grading(AppliedLook(.duotone), AppliedLook(.ink)), cube: nil)(color)
        let second = ColorGrade(grading(AppliedLook(.ink), AppliedLook(.duotone)), cube: nil)(color)
        #expect(abs(first.x - first.z) < 1e-9, "black and white in the end")
        #expect(abs(second.x - second.z) > 0.1, "two colours in the end")
    }

    @Test("Adjustments come first, then the table, then the looks")
    func sequence() throws {
        let cube = try CubeParser(Array("LUT_1D_SIZE 2\n1 1 1\n0 0 0\n".utf8)).cube()
        var grading = grading(AppliedLook(.ink))
        grading.adjustment.exposure = 1
        grading.table = LookupTable(src: "negative.cube")
        let steps = [
            grading.adjustment.operations, [.cube(cube)], LookRecipe(.ink).operations,
        ]
        let expected = steps.joined().reduce(color) { $1($0) }
        let difference = ColorGrade(grading, cube: cube)(color) - expected
        #expect(max(difference.max(), -difference.min()) < 1e-9)
    }

    @Test(
        "Each slider changes colours in the direction of its name",
        arguments: [
            (\ColorAdjustment.exposure, SIMD3<Double>(1, 1, 1)), (\.brightness, SIMD3(1, 1, 1)),
            (\.contrast, SIMD3(1, 0, -1)), (\.temperature, SIMD3(1, 0, -1)), (\.tint, SIMD3(1, -1, 1)),
            (\.highlights, SIMD3(1, 1, 1)), (\.shadows, SIMD3(1, 1, 1)), (\.saturation, SIMD3(1, 0, -1)),
            (\.fade, SIMD3(1, 1, 1)),
        ])
    func sliders(slider: any WritableKeyPath<ColorAdjustment, Double> & Sendable, direction: SIMD3<Double>) {
        var adjustment = ColorAdjustment()
        adjustment[keyPath: slider] = 0.5
        let change = adjustment.operations.reduce(color) { $1($0) } - color
        for channel in 0..<3 where direction[channel] != 0 {
            #expect(change[channel] * direction[channel] > 0, "channel \(channel): \(change)")
        }
        #expect(adjustment.operations.reduce(SIMD3.one) { $1($0) }.max() > 0.99, "white stays bright")
    }

    @Test("The vignettes of looks and effects each darken what the others leave")
    func vignettes() {
        var grading = grading(AppliedLook(.noir, intensity: 0.5), AppliedLook(.ink))
        grading.effects.vignette = 0.5
        #expect(abs(grading.vignette - (1 - 0.5 * (1 - LookRecipe(.noir).vignette / 2))) < 1e-9)
        #expect(Grading().vignette == 0)
    }
}

extension ColorGrade {
    /// Applies the grade to one colour.
    fileprivate func callAsFunction(_ color: SIMD3<Double>) -> SIMD3<Double> {
        var colors = [color]
        apply(to: &colors)
        return colors[0]
    }
}
