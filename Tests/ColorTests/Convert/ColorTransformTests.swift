import Libav
import TestSupport
import Testing

@testable import Color

/// Compares the exact conversion with the numbers of the recommendations.
@Suite struct ColorTransformTests {
    static let hlg = Colorimetry(primaries: .bt2020, transfer: .hlg, matrix: .bt2020, range: .limited)
    static let pq = Colorimetry(primaries: .bt2020, transfer: .pq, matrix: .bt2020, range: .limited)

    /// The output's R'G'B' for R'G'B' of a source.
    private func output(_ rgb: SIMD3<Double>, of source: Colorimetry) -> SIMD3<Double> {
        ColorTransform(from: source).displayRGB(of: [source.matrix.fromRGB * rgb])[0]
    }

    @Test("BT.709 in limited range does not change, whichever curve of an ordinary display it signals")
    func leavesBT709Alone() {
        for transfer in [TransferFunction.bt709, .sRGB, TransferFunction(rawValue: 11)] {
            let source = Colorimetry(primaries: .bt709, transfer: transfer, matrix: .bt709, range: .limited)
            #expect(ColorTransform(from: source).isLinear)
            #expect(ColorPass(from: source, bitDepth: 8).isIdentity)
        }
        var full = Colorimetry.bt709
        full.range = .full
        #expect(!ColorPass(from: full, bitDepth: 8).isIdentity)
    }

    @Test("The matrix from BT.2020 to BT.709 is the one of ITU-R BT.2087")
    func matchesBT2087() throws {
        let source = try #require(Chromaticities(.bt2020))
        let target = try #require(Chromaticities(.bt709))
        let columns = source.matrix(to: target).columns
        let expected = [
            SIMD3(1.6605, -0.1246, -0.0182), SIMD3(-0.5876, 1.1329, -0.1006), SIMD3(-0.0728, -0.0083, 1.1187),
        ]
        for (column, expected) in zip([columns.0, columns.1, columns.2], expected) {
            #expect(abs((column - expected).max()) < 1e-4 && abs((column - expected).min()) < 1e-4)
        }
    }

    @Test(
        "PQ gives the luminances of ITU-R BT.2408, table 1",
        arguments: [(0.58, 203.0), (0.75, 983.0), (0.38, 26.0), (0.508, 100.0), (1, 10_000)])
    func matchesPQ(value: Double, luminance: Double) {
        // The table's percentages are rounded; half a per cent of the signal is 5 % of the light.
        #expect(abs(TransferCurve.luminance(ofPQ: value) / luminance - 1) < 0.05)
        #expect(abs(TransferCurve.pq(ofLuminance: TransferCurve.luminance(ofPQ: value)) - value) < 1e-9)
    }

    @Test("HLG at 75 % is reference white, and its peak is 1000 cd/m²")
    func matchesHLG() {
        let luminance = SIMD3(0.2627, 0.6780, 0.0593)
        let white = TransferCurve.hlg.light(SIMD3(repeating: 0.75), luminance: luminance)
        #expect(abs(white.x - 1) < 0.01)
        let peak = TransferCurve.hlg.light(.one, luminance: luminance)
        #expect(abs(peak.x * TransferCurve.referenceWhite - 1000) < 0.1)
    }

    @Test("The same light gives the same colour, whether coded in HLG or in PQ")
    func agreesOnLight() {
        let luminance = SIMD3(0.2627, 0.6780, 0.0593)
        for rgb in [SIMD3(0.6, 0.4, 0.3), SIMD3(0.2, 0.7, 0.3), SIMD3(0.1, 0.2, 0.8), SIMD3(0.9, 0.85, 0.5)] {
            let light = TransferCurve.hlg.light(rgb, luminance: luminance) * TransferCurve.referenceWhite
            let coded = SIMD3(
                TransferCurve.pq(ofLuminance: light.x), TransferCurve.pq(ofLuminance: light.y),
                TransferCurve.pq(ofLuminance: light.z))
            let difference = output(rgb, of: Self.hlg) - output(coded, of: Self.pq)
            #expect(difference.max() < 1e-6 && difference.min() > -1e-6)
        }
    }

    @Test("HLG's system gamma acts on luminance, which keeps the ratios of the channels")
    func appliesSystemGamma() {
        // The figures follow from the recommendation's equations, worked out by hand.
        let light = TransferCurve.hlg.light(
            SIMD3(0.5, 0.3, 0.3), luminance: SIMD3(0.2627, 0.6780, 0.0593))
        #expect(abs(light.x - 0.2198) < 1e-4 && abs(light.y - 0.0791) < 1e-4 && abs(light.z - 0.0791) < 1e-4)
    }

    @Test("Reference white becomes 90 % of the signal, and the source's peak becomes white")
    func mapsWhite() {
        for (source, white, peak) in [(Self.hlg, 0.75, 1.0), (Self.pq, 0.5807, 0.7518)] {
            let mapped = output(SIMD3(repeating: white), of: source)
            #expect(abs(mapped.x - 0.90) < 0.01)
            #expect(abs(output(SIMD3(repeating: peak), of: source).x - 1) < 0.001)
        }
    }

    @Test("Light below the knee does not change")
    func keepsLightBelowKnee() {
        for luminance in [1.0, 10, 26, 60, 87] {
            let value = TransferCurve.pq(ofLuminance: luminance)
            let mapped = output(SIMD3(repeating: value), of: Self.pq)
            let light = TransferCurve.display.light(mapped, luminance: .one).x
            #expect(abs(light * TransferCurve.referenceWhite / luminance - 1) < 1e-6)
        }
    }

    @Test("Grey stays grey and never gets darker as the source gets brighter", arguments: [hlg, pq])
    func keepsGrey(source: Colorimetry) {
        var previous = -1.0
        for step in 0...100 {
            let mapped = output(SIMD3(repeating: Double(step) / 100), of: source)
            #expect(mapped.max() - mapped.min() < 1e-4)
            #expect(mapped.x >= previous - 1e-9)
            previous = mapped.x
        }
    }

    @Test("A face keeps its hue however bright the light on it", arguments: [hlg, pq])
    func keepsHue(source: Colorimetry) throws {
        // Skin in linear BT.2020, under light that grows 24-fold from dusk into the highlights.
        let target = try #require(Chromaticities(.bt709))
        let primaries = try #require(Chromaticities(.bt2020))
        let skin = primaries.matrix(to: target) * SIMD3(0.42, 0.30, 0.22)
        for light in [0.1, 0.5, 1, 1.7, 2.4] {
            let mapped = ToneCurve(peak: TransferCurve(source.transfer).peak)(skin * light)
            #expect(abs(mapped.y / mapped.x - skin.y / skin.x) < 1e-9)
            #expect(abs(mapped.z / mapped.x - skin.z / skin.x) < 1e-9)
        }
    }

    @Test("Every colour of a wide gamut lands within 0…1, and the order of saturation stays")
    func compressesGamut() throws {
        let p3 = try #require(Chromaticities(.displayP3))
        let target = try #require(Chromaticities(.bt709))
        let gamut = GamutCompression(
            from: p3, to: target, thresholds: GamutCompression.sceneThresholds)
        var previous = 2.0
        for step in 0...20 {
            let green = p3.matrix(to: target) * SIMD3(1 - Double(step) / 20, 1, 1 - Double(step) / 20)
            let mapped = gamut(green)
            #expect(mapped.min() >= 0 && mapped.max() <= 1)
            #expect(mapped.x / mapped.y <= previous)
            previous = mapped.x / mapped.y
        }
        #expect(previous < 0.01, "the purest green of P3 is the purest of BT.709")
        let narrow = GamutCompression(
            from: target, to: target, thresholds: GamutCompression.sceneThresholds)
        #expect(narrow(SIMD3(0, 1, 0.3)) == SIMD3(0, 1, 0.3))
    }

    @Test("Full range, limited range and BT.601 follow the equations of H.273")
    func quantizes() {
        let full = Quantization(range: .full, bitDepth: 8)
        #expect(full.values(SIMD3(255, 128, 128)) == SIMD3(1, 0, 0))
        let deep = Quantization(range: .limited, bitDepth: 10)
        #expect(deep.codes(SIMD3(1, 0.5, -0.5)) == SIMD3(940, 960, 64))
        // Pure red in BT.601 is Y' 0.299, C'B -0.169, C'R 0.5.
        let red = ColorMatrix.bt601.fromRGB * SIMD3(1, 0, 0)
        #expect(abs(red.x - 0.299) < 1e-12 && abs(red.y + 0.168736) < 1e-6 && abs(red.z - 0.5) < 1e-12)
    }

    /// The expected values follow from the curve of IEC 61966-2-1 and the matrix between the primaries of SMPTE EG
    /// 432-1 with D65 and BT.709's, worked out by hand. They only exist for colours within BT.709.
    @Test(
        "Display P3 colours within BT.709 look as in every colour-managed viewer",
        arguments: [
            (SIMD3(204.0, 102.0, 51.0), SIMD3(219.2, 94.5, 31.5)),
            (SIMD3(127.5, 127.5, 127.5), SIMD3(127.5, 127.5, 127.5)),
            (SIMD3(76.5, 153.0, 102.0), SIMD3(36.5, 155.2, 97.0)),
            (SIMD3(51.0, 76.5, 178.5), SIMD3(42.9, 77.4, 185.1)),
            (SIMD3(229.5, 191.25, 165.75), SIMD3(237.0, 189.4, 161.9)),
        ])
    func showsP3(color: SIMD3<Double>, expected: SIMD3<Double>) {
        let transform = ColorTransform(
            from: Colorimetry(primaries: .displayP3, transfer: .sRGB, matrix: .bt709, range: .limited))
        let shown = transform.displayRGB(of: [ColorMatrix.bt709.fromRGB * (color / 255)])[0] * 255
        let difference = shown - expected
        // The gamut's last fiftieth makes room for the colours outside.
        #expect(max(abs(difference.x), abs(difference.y), abs(difference.z)) < 1.5, "\(shown)")
    }
}
