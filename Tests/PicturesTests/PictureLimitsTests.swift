import Pictures
import TestSupport
import Testing

@Suite struct PictureLimitsTests {
    @Test("A picture at the limit of pixels is read, and one beyond it is refused")
    func limitsPixels() throws {
        let path = Fixture.path("heart.png")
        _ = try firstPicture(of: path, limits: PictureLimits(maximumPixels: 96 * 96))
        let error = #expect(throws: PictureError.self) {
            _ = try firstPicture(of: path, limits: PictureLimits(maximumPixels: 96 * 96 - 1))
        }
        #expect(error?.code == .tooLarge(.pixels))
    }

    @Test(
        "An animation at the limits of pictures and total pixels is read, and one beyond them is refused",
        arguments: [
            "heart.gif", "heart.apng", "heart.webp",
        ])
    func limitsFrames(name: String) throws {
        let path = Fixture.path(name)
        let count = try #require(PictureHeader(path: path).frameCount)
        let total = 96 * 96 * count
        _ = try firstPicture(of: path, limits: PictureLimits(maximumFrames: count, maximumTotalPixels: total))
        #expect(code(path, PictureLimits(maximumFrames: count - 1)) == .tooLarge(.frames))
        #expect(code(path, PictureLimits(maximumTotalPixels: total - 1)) == .tooLarge(.totalPixels))
    }

    @Test("A picture at the limit of bytes is read, and one beyond it is refused")
    func limitsBytes() throws {
        let path = Fixture.path("heart.png")
        let size = try bytes(of: path).count
        _ = try firstPicture(of: path, limits: PictureLimits(maximumBytes: size))
        #expect(code(path, PictureLimits(maximumBytes: size - 1)) == .tooLarge(.bytes))
    }

    @Test("Decompression bombs are refused by their headers")
    func refusesBombs() throws {
        #expect(code(Fixture.path("broken/bomb.png")) == .tooLarge(.pixels))
        let directory = try TemporaryDirectory()
        var file = PNGBuilder(width: 65535, height: 65535, samples: nil)
        file.chunks = [("IDAT", [])]
        #expect(code(try directory.write(file.file, to: "a.png")) == .tooLarge(.pixels))
        file.width = Int(Int32.max)
        file.height = Int(Int32.max)
        #expect(code(try directory.write(file.file, to: "b.png")) == .tooLarge(.pixels))
    }

    @Test("Public decompression bombs are refused, too", .enabled(if: Clips.areAvailable, Clips.absence))
    func refusesPublicBombs() {
        #expect(code(Clips.path("broken/huge_16000x9000.webp")) == .tooLarge(.pixels))
        #expect(code(Clips.path("broken/decompression_bomb.gif")) == .damaged)
    }

    private func code(_ path: String, _ limits: PictureLimits = .default) -> PictureError.Code? {
        do {
            _ = try PictureReader(path: path, limits: limits)
            return nil
        } catch {
            return error.code
        }
    }
}
