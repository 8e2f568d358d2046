import Testing

@testable import Pictures

/// Checks on the structure of a HEIF file that happen before a decoder sees it.
@Suite struct HEIFStructureTests {
    private func code(_ builder: HEIFBuilder, limits: PictureLimits = .default) -> PictureError.Code? {
        do throws(PictureFault) {
            let header = try PictureHeader(parsing: builder.file)
            try limits.check(header)
            return nil
        } catch {
            return error.code
        }
    }

    @Test("A grid of coded pictures is read, and so is a single coded picture")
    func reads() throws {
        #expect(try PictureHeader(parsing: HEIFBuilder().file).width == 1024)
        #expect(code(HEIFBuilder()) == nil)
        #expect(code(HEIFBuilder(items: ["hvc1"], tiles: [])) == nil)
        #expect(code(HEIFBuilder(items: ["av01"], tiles: [])) == nil)
    }

    @Test(
        "A grid larger than the stated size of its picture is refused, and so is one beyond the limit of pixels"
    )
    func refusesLyingGrid() {
        #expect(code(HEIFBuilder(gridSize: (32_768, 32_768))) == .damaged)
        #expect(code(HEIFBuilder(gridSize: (1025, 1024))) == .damaged)
        #expect(code(HEIFBuilder(gridSize: (1024, 1025))) == .damaged)
        let large = (width: 32_768, height: 32_768)
        #expect(code(HEIFBuilder(size: large, gridSize: large)) == .tooLarge(.pixels))
    }

    @Test("A grid needs exactly rows × columns tiles, and all must be coded pictures")
    func refusesOddTiles() {
        #expect(code(HEIFBuilder(tiles: [2, 3, 4])) == .damaged)
        #expect(code(HEIFBuilder(tiles: [])) == .damaged)
        #expect(code(HEIFBuilder(tiles: [2, 3, 4, 9])) == .damaged)
        // A picture derived from itself.
        #expect(code(HEIFBuilder(tiles: [2, 3, 4, 1])) == .damaged)
        #expect(code(HEIFBuilder(items: ["grid", "hvc1", "hvc1", "hvc1", "Exif"])) == .damaged)
    }

    @Test("As many tiles as the limit are read, and one more is refused")
    func limitsTiles() {
        func builder(_ rows: Int, _ columns: Int) -> HEIFBuilder {
            HEIFBuilder(
                items: ["grid", "hvc1"], rows: rows, columns: columns,
                tiles: Array(repeating: 2, count: rows * columns))
        }
        #expect(PictureLimits.default.maximumTiles == 1024)
        #expect(code(builder(4, 256)) == nil)
        #expect(code(builder(205, 5)) == .tooLarge(.tiles))
        // A list of references counts in 16 bits, so no file can have as many as a grid may ask for.
        #expect(code(builder(256, 256)) == .damaged)
        #expect(code(builder(2, 3), limits: PictureLimits(maximumTiles: 6)) == nil)
        #expect(code(builder(2, 3), limits: PictureLimits(maximumTiles: 5)) == .tooLarge(.tiles))
    }

    @Test(
        "Pictures derived in other ways than by a grid are unsupported",
        arguments: ["iovl", "iden", "jpeg", "Exif"])
    func refusesOtherTypes(type: String) {
        #expect(code(HEIFBuilder(items: [type, "hvc1", "hvc1", "hvc1", "hvc1"])) == .unsupported)
    }

    @Test("An alpha plane must be a coded picture or a valid grid, and too many alpha planes are refused")
    func checksAuxiliaries() {
        var builder = HEIFBuilder()
        builder.items.append("hvc1")
        builder.auxiliaries = Array(repeating: 6, count: 64)
        #expect(code(builder) == nil)
        builder.auxiliaries.append(6)
        #expect(code(builder) == .tooLarge(.tiles))
        builder.auxiliaries = [6]
        builder.items[5] = "iden"
        #expect(code(builder) == .unsupported)
        builder.items[5] = "grid"
        #expect(code(builder) == .damaged)
    }

    @Test("A file without items, or cut off anywhere, is refused without a crash")
    func survivesCuts() {
        #expect(code(HEIFBuilder(items: [])) == .damaged)
        let whole = HEIFBuilder().file
        for end in 12..<whole.count {
            #expect(throws: PictureFault.self) { _ = try PictureHeader(parsing: Array(whole[..<end])) }
        }
    }
}
