import FrameSupport
import Libav
import Story
import Testing

@testable import Color

/// Compares the table into which a grade is baked with the exact conversion.
@Suite struct GradedTableTests {
    /// The looks with the strongest curves, and a smooth one.
    static let looks: [Look] = [.vivid, .ember, .duotone]

    @Test("All colours of the gamut are accurate, even with strong looks", arguments: looks)
    func isAccurate(look: Look) throws {
        var grading = Grading()
        grading.looks = [AppliedLook(look)]
        let grade = ColorGrade(grading, cube: nil)
        let transform = ColorTransform(from: .bt709, grade: grade)
        var generator = SeededColors(state: 11)
        let side = 60
        let codes = (0..<side * side).map { _ in
            let rgb = SIMD3(generator.next(), generator.next(), generator.next())
            return Quantization.output.codes(ColorMatrix.bt709.fromRGB * rgb)
                .rounded(.toNearestOrAwayFromZero)
        }
        let picture = try Frame(width: 2 * side, height: 2 * side) { plane, x, y in
            Int(plane == 0 ? codes[y / 2 * side + x / 2].x : codes[y * side + x][plane])
        }
        var result = try Frame(width: 2 * side, height: 2 * side, format: .yuv420p)
        ColorPass(from: .bt709, bitDepth: 8, grade: grade)
            .apply(picture, orientation: .identity, to: &result, atX: 0, atY: 0)
        let (y, u, v) = (result.samples(0), result.samples(1), result.samples(2))
        var (sum, largest) = (SIMD3<Double>.zero, 0.0)
        for (index, code) in codes.enumerated() {
            let luma = y[index / side * 2 * 2 * side + index % side * 2]
            let got = SIMD3(Double(luma), Double(u[index]), Double(v[index]))
            var error = got - Quantization.output.codes(transform(Quantization.output.values(code)))
            error.replace(with: -error, where: error .< .zero)
            sum += error
            largest = max(largest, error.max())
        }
        // Rounding alone costs 0.25 on average. With coarse chroma the largest error is 12.
        #expect((sum / Double(codes.count)).max() < 0.75)
        #expect(largest <= 6)
    }
}

/// SplitMix64: the same numbers in 0..<1 in every run.
private struct SeededColors {
    var state: UInt64

    mutating func next() -> Double {
        state &+= 0x9e37_79b9_7f4a_7c15
        var bits = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        return Double((bits ^ (bits >> 31)) >> 11) / 9_007_199_254_740_992
    }
}
