import FrameSupport
import Libav
import TestSupport
import Testing

@testable import Color

/// Compares the pass over pictures with the exact conversion, and with turning pixel by pixel.
@Suite struct ColorPassTests {
    /// A picture in which all neighbouring samples differ.
    private func picture(width: Int, height: Int, format: PixelFormat = .yuv420p) throws -> Frame {
        let unit = format.bitDepth > 8 ? 4 : 1
        return try Frame(width: width, height: height, format: format) { plane, x, y in
            plane == 0
                ? (16 + (x * 7 + y * 13) % 220) * unit : (100 + plane * 9 + (x * 5 + y * 3) % 50) * unit
        }
    }

    @Test(
        "Pictures are turned as Orientation defines, in all eight orientations, at any size and place",
        arguments: Orientation.allCases, [(70, 66), (66, 130), (33, 21), (2, 2), (1, 1)])
    func turns(orientation: Orientation, size: (Int, Int)) throws {
        let source = try picture(width: size.0, height: size.1)
        let (width, height) = orientation.swapsAxes ? (size.1, size.0) : size
        var canvas = try Frame(width: 140, height: 142) { _, _, _ in 7 }
        PlaneTurner(orientation: orientation).copy(source, to: &canvas, atX: 4, atY: 6)
        for plane in 0..<3 {
            let half = plane == 0 ? 1 : 2
            let (columns, rows) = ((width + half - 1) / half, (height + half - 1) / half)
            let stored = source.samples(plane)
            let storedWidth = (size.0 + half - 1) / half
            let result = canvas.samples(plane)
            let canvasWidth = 140 / half
            var expected = [UInt8](repeating: 7, count: result.count)
            for y in 0..<rows {
                for x in 0..<columns {
                    let from = orientation.source(
                        x: x, y: y, width: storedWidth, height: (size.1 + half - 1) / half)
                    expected[(y + 6 / half) * canvasWidth + x + 4 / half] =
                        stored[from.y * storedWidth + from.x]
                }
            }
            #expect(result == expected, "plane \(plane)")
        }
    }

    @Test(
        "Converting and turning in one pass gives the same picture as converting first and turning then",
        arguments: Orientation.allCases, [(140, 38), (37, 35), (1, 1)])
    func turnsColors(orientation: Orientation, size: (Int, Int)) throws {
        let source = try picture(width: size.0, height: size.1, format: .yuv420p10)
        let table = try #require(Self.hlgTable)
        var flat = try Frame(width: size.0 + size.0 % 2, height: size.1 + size.1 % 2) { _, _, _ in 7 }
        table.apply(source, orientation: .identity, to: &flat, atX: 0, atY: 0)
        let exact = try flat.cropped(to: PixelRect(x: 0, y: 0, width: size.0, height: size.1))
        var expected = try Frame(width: 150, height: 150) { _, _, _ in 7 }
        PlaneTurner(orientation: orientation).copy(exact, to: &expected, atX: 2, atY: 8)
        var turned = try Frame(width: 150, height: 150) { _, _, _ in 7 }
        table.apply(source, orientation: orientation, to: &turned, atX: 2, atY: 8)
        for plane in 0..<3 { #expect(turned.samples(plane) == expected.samples(plane), "plane \(plane)") }
    }

    /// Baked only once, because it takes a moment without optimisation.
    private static let hlgTable: ColorLUT? = ColorLUT(
        ColorTransform(from: ColorTransformTests.hlg), range: .limited, bitDepth: 10)

    /// Sources that need the table, with their bit depths.
    static let tableSources: [(Colorimetry, Int)] = [
        (ColorTransformTests.hlg, 10), (ColorTransformTests.pq, 10),
        (Colorimetry(primaries: .bt470bg, transfer: .bt709, matrix: .bt601, range: .full), 8),
        (Colorimetry(primaries: .displayP3, transfer: .sRGB, matrix: .bt709, range: .limited), 8),
    ]

    @Test("Colours from the table look like those of the exact conversion", arguments: tableSources)
    func tableIsAccurate(source: Colorimetry, bitDepth: Int) throws {
        let transform = ColorTransform(from: source)
        let quantization = Quantization(range: source.range, bitDepth: bitDepth)
        // Colours as in real pictures, from a seeded generator: greys up to bright white with some saturation.
        var generator = Generator(state: 7)
        let side = 24
        let brightest = source.transfer == .pq ? 0.75 : 1.0
        let codes = (0..<side * side).map { _ in
            let grey = Double.random(in: 0.1...brightest, using: &generator)
            var color = SIMD3<Double>()
            for channel in 0..<3 { color[channel] = grey + .random(in: -0.08...0.08, using: &generator) }
            let bounded = color.clamped(lowerBound: .zero, upperBound: .one)
            return quantization.codes(source.matrix.fromRGB * bounded).rounded(.toNearestOrAwayFromZero)
        }
        let format: PixelFormat = bitDepth > 8 ? .yuv420p10 : .yuv420p
        let picture = try Frame(width: 2 * side, height: 2 * side, format: format) { plane, x, y in
            Int(plane == 0 ? codes[y / 2 * side + x / 2].x : codes[y * side + x][plane])
        }
        var result = try Frame(width: 2 * side, height: 2 * side, format: .yuv420p)
        ColorPass(from: source, bitDepth: bitDepth)
            .apply(picture, orientation: .identity, to: &result, atX: 0, atY: 0)
        let (y, u, v) = (result.samples(0), result.samples(1), result.samples(2))
        let differences = codes.indices.map { index in
            let luma = y[index / side * 2 * 2 * side + index % side * 2]
            let got = SIMD3(Double(luma), Double(u[index]), Double(v[index]))
            let exact = Quantization.output.codes(transform(quantization.values(codes[index])))
            return Self.lab(got).deltaE2000(to: Self.lab(exact))
        }.sorted()
        // A difference of 1 is just visible side by side. Rounding to 8 bits alone costs 0.3.
        #expect(differences.reduce(0, +) / Double(differences.count) < 0.6)
        #expect(differences[differences.count * 95 / 100] < 1.5)
        #expect(differences[differences.count - 1] < 4)
    }

    @Test(
        "Conversions from another matrix or range are exact to the nearest code",
        arguments: [
            (ColorMatrix.bt601, ColorRange.limited), (.bt601, .full), (.bt709, .full), (.bt2020, .full),
        ])
    func affineIsExact(matrix: ColorMatrix, range: ColorRange) throws {
        let source = Colorimetry(primaries: .bt709, transfer: .bt709, matrix: matrix, range: range)
        let transform = ColorTransform(from: source)
        let quantization = Quantization(range: range, bitDepth: 8)
        var generator = Generator(state: 3)
        let codes = (0..<20 * 20).map { _ in
            SIMD3(
                Double(Int.random(in: 0...255, using: &generator)),
                Double(Int.random(in: 40...215, using: &generator)),
                Double(Int.random(in: 40...215, using: &generator)))
        }
        let picture = try Frame(width: 39, height: 40) { plane, x, y in
            Int(plane == 0 ? codes[y / 2 * 20 + x / 2].x : codes[y * 20 + x][plane])
        }
        var canvas = try Frame(width: 44, height: 44) { _, _, _ in 9 }
        ColorPass(from: source, bitDepth: 8).apply(
            picture, orientation: .identity, to: &canvas, atX: 2, atY: 2)
        let (y, u, v) = (canvas.samples(0), canvas.samples(1), canvas.samples(2))
        for row in 0..<20 {
            for column in 0..<20 {
                let exact = Quantization.output.codes(
                    transform(quantization.values(codes[row * 20 + column]))
                )
                .clamped(lowerBound: .zero, upperBound: SIMD3(repeating: 255))
                #expect(abs(Double(y[(2 * row + 2) * 44 + 2 * column + 2]) - exact.x) < 0.51)
                #expect(abs(Double(u[(row + 1) * 22 + column + 1]) - exact.y) < 0.51)
                #expect(abs(Double(v[(row + 1) * 22 + column + 1]) - exact.z) < 0.51)
            }
        }
        #expect(y[0] == 9 && y[43] == 9 && y[2 * 44 + 41] == 9, "nothing beside the picture changes")
    }

    @Test("Samples with more bits than their format neither crash the conversion nor give stray colours")
    func survivesDamage() throws {
        let source = try Frame(width: 8, height: 8, format: .yuv420p10) { plane, x, _ in
            plane == 0 ? 65_535 - x : 65_535
        }
        var canvas = try Frame(width: 8, height: 8, format: .yuv420p)
        try #require(Self.hlgTable).apply(source, orientation: .turned90, to: &canvas, atX: 0, atY: 0)
        #expect(Set(canvas.samples(0)).count < 10)
    }

    /// The display colour of 8-bit BT.709 codes.
    private static func lab(_ codes: SIMD3<Double>) -> LabColor {
        let rgb = ColorMatrix.bt709.fromRGB.inverse * Quantization.output.values(codes)
        let bounded = rgb.clamped(lowerBound: .zero, upperBound: .one) * 255
        return LabColor(red: bounded.x, green: bounded.y, blue: bounded.z)
    }
}

/// SplitMix64: the same colours in every run.
private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var bits = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        return bits ^ (bits >> 31)
    }
}
