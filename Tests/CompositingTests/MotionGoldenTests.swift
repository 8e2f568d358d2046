import TestSupport
import Testing

@testable import Compositing

@Suite struct MotionGoldenTests {
    @Test("Animations look like their golden pictures", arguments: [MotionSheet.enter, .exit, .cycle])
    func golden(sheet: MotionSheet) async throws {
        let raster = try sheet.draw()
        try await GoldenPicture.expect(raster, sheet.name)
    }
}
