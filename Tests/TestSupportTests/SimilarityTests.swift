import TestSupport
import Testing

@Suite struct SimilarityTests {
    /// Sharma, Wu, Dalal 2005, table 1: pairs 1–3 (hue near 270°), 7 (grey), 17 (large difference),
    /// 25, 31 and 34.
    static let published: [(LabColor, LabColor, Double)] = [
        (lab(50, 2.6772, -79.7751), lab(50, 0, -82.7485), 2.0425),
        (lab(50, 3.1571, -77.2803), lab(50, 0, -82.7485), 2.8615),
        (lab(50, 2.8361, -74.0200), lab(50, 0, -82.7485), 3.4412),
        (lab(50, 0, 0), lab(50, -1, 2), 2.3669),
        (lab(50, 2.5, 0), lab(73, 25, -18), 27.1492),
        (lab(60.2574, -34.0099, 36.2677), lab(60.4626, -34.1751, 39.4387), 1.2644),
        (lab(22.7233, 20.0904, -46.6940), lab(23.0331, 14.9730, -42.5619), 2.0373),
        (lab(2.0776, 0.0795, -1.1350), lab(0.9033, -0.0636, -0.5514), 0.9082),
    ]

    private static func lab(_ lightness: Double, _ a: Double, _ b: Double) -> LabColor {
        LabColor(lightness: lightness, a: a, b: b)
    }

    @Test("CIEDE2000 gives the published differences, in both directions", arguments: published)
    func matchesPublishedDifferences(first: LabColor, second: LabColor, expected: Double) {
        #expect(abs(first.deltaE2000(to: second) - expected) < 0.00006)
        #expect(abs(second.deltaE2000(to: first) - expected) < 0.00006)
    }

    @Test("sRGB red is L* 53.24, a* 80.09, b* 67.20")
    func convertsFromRGB() {
        let red = LabColor(red: 255, green: 0, blue: 0)
        #expect(red.deltaE76(to: Self.lab(53.24, 80.09, 67.20)) < 0.05)
    }

    @Test("PSNR of a difference of 1 everywhere is 48.13 dB")
    func measuresNoise() {
        #expect(abs(grey(100).psnr(to: grey(101)) - 48.1308) < 0.0001)
        #expect(grey(100).psnr(to: grey(100)) == .infinity)
    }

    @Test("SSIM is 1 for itself, and near 0 for stripes that are out of phase")
    func measuresStructure() {
        let stripes = raster { x, _ in x / 4 % 2 == 0 ? 40 : 200 }
        let shifted = raster { x, _ in x / 4 % 2 == 0 ? 200 : 40 }
        #expect(stripes.ssim(to: stripes) == 1)
        #expect(stripes.ssim(to: shifted) < 0)
    }

    private func grey(_ value: UInt8) -> Raster { raster { _, _ in value } }

    private func raster(_ value: (Int, Int) -> UInt8) -> Raster {
        let samples = (0..<32).flatMap { y in (0..<32).map { x in value(x, y) } }
        return Raster(width: 32, height: 32, layout: .luma, samples: samples)
    }
}
