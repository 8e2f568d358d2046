import TestSupport
import Testing

@testable import Compositing

@Suite struct MotionGoldenTests {
    @Test("Animations look like their golden pictures", arguments: [MotionSheet.enter, .exit, .cycle])
    func golden(sheet: MotionSheet) async throws {
        let raster = try sheet.draw()
        if GoldenPicture.isWriting { return try await GoldenPicture.write(raster, sheet.name) }
        let golden = try #require(try GoldenPicture.read(sheet.name))
        try #require(raster.width == golden.width && raster.height == golden.height)
        #expect(raster.psnr(to: golden) >= GoldenPicture.tolerance)
    }
}
