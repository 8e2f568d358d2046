import Libav
import Testing

@testable import Color

@Suite struct ColorimetryTests {
    @Test("Signalled colorimetry stays unchanged")
    func believesSignals() {
        let hlg = ColorTransformTests.hlg
        #expect(hlg.resolved(width: 320, height: 240, isRGB: false) == hlg)
    }

    @Test(
        "Without a signalled matrix, standard definition has BT.601's and high definition BT.709's",
        arguments: [
            (720, 576, ColorMatrix.bt601), (640, 480, .bt601), (176, 144, .bt601), (720, 1280, .bt709),
            (1280, 720, .bt709), (1280, 544, .bt709), (1024, 600, .bt709),
        ])
    func guessesMatrix(width: Int, height: Int, matrix: ColorMatrix) {
        let resolved = Colorimetry().resolved(width: width, height: height, isRGB: false)
        #expect(resolved.matrix == matrix)
        #expect(resolved.primaries == .bt709 && resolved.range == .limited)
    }

    @Test("HDR without a signalled matrix and primaries has those of BT.2020")
    func completesHDR() {
        let resolved = Colorimetry(transfer: .pq).resolved(width: 640, height: 360, isRGB: false)
        #expect(resolved == ColorTransformTests.pq)
    }

    @Test("RGB gives what the scaler converts it to: BT.709 in limited range")
    func resolvesRGB() {
        let png = Colorimetry(primaries: .displayP3, transfer: .sRGB, matrix: .rgb, range: .full)
        let resolved = png.resolved(width: 100, height: 100, isRGB: true)
        #expect(resolved.matrix == .bt709 && resolved.range == .limited && resolved.primaries == .displayP3)
    }

    @Test("An unusable matrix is replaced, so any clip can be converted")
    func replacesOddities() {
        for code in [Int32(0), 3, 8, 11, 14, 99] {
            let odd = Colorimetry(
                primaries: ColorPrimaries(rawValue: 200), transfer: .bt709,
                matrix: ColorMatrix(rawValue: code),
                range: .full)
            let resolved = odd.resolved(width: 1920, height: 1080, isRGB: false)
            #expect(resolved.matrix == .bt709 && resolved.primaries == .bt709 && resolved.range == .full)
        }
    }
}
