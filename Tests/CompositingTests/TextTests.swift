import Story
import TestSupport
import Testing

@testable import Compositing

@Suite struct TextTests {
    @Test("A text looks like its golden picture", arguments: TextSample.all)
    func golden(sample: TextSample) async throws {
        let raster = GoldenPicture.flattened(try sample.rasterise().bitmap)
        if GoldenPicture.isWriting { return try await GoldenPicture.write(raster, sample.name) }
        let golden = try #require(try GoldenPicture.read(sample.name))
        try #require(raster.width == golden.width && raster.height == golden.height)
        #expect(raster.psnr(to: golden) >= GoldenPicture.tolerance)
    }
}
