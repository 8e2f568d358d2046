import Testing

@testable import Pictures

/// What a HEIF file may say of the pictures that it is made from, before a decoder sees it.
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

    @Test("A grid whose tiles are coded pictures is read, and so is a coded picture by itself")
    func reads() throws {
        #expect(try PictureHeader(parsing: HEIFBuilder().file).width == 1024)
        #expect(code(HEIFBuilder()) == nil)
        #expect(code(HEIFBuilder(items: ["hvc1"], tiles: [])) == nil)
        #expect(code(HEIFBuilder(items: ["av01"], tiles: [])) == nil)
    }

    @Test("A grid larger than the size of its picture is refused, since memory is taken for it")
    func refusesLyingGrid() {
        #expect(code(HEIFBuilder(gridSize: (32_768, 32_768))) == .damaged)
        #expect(code(HEIFBuilder(gridSize: (1025, 1024))) == .damaged)
        #expect(code(HEIFBuilder(gridSize: (1024, 1025))) == .damaged)
        let large = (width: 32_768, height: 32_768)
        #expect(code(HEIFBuilder(size: large, gridSize: large)) == .tooLarge(.pixels))
    }

    @Test("Tiles are as many as rows times columns, and coded pictures")
    func refusesOddTiles() {
        #expect(code(HEIFBuilder(tiles: [2, 3, 4])) == .damaged)
        #expect(code(HEIFBuilder(tiles: [])) == .damaged)
        #expect(code(HEIFBuilder(tiles: [2, 3, 4, 9])) == .damaged)
        // A picture that is made from itself.
        #expect(code(HEIFBuilder(tiles: [2, 3, 4, 1])) == .damaged)
        #expect(code(HEIFBuilder(items: ["grid", "hvc1", "hvc1", "hvc1", "Exif"])) == .damaged)
    }

    @Test("So many tiles are read, one more is refused")
    func limitsTiles() {
        func builder(_ rows: Int, _ columns: Int) -> HEIFBuilder {
            HEIFBuilder(
                items: ["grid", "hvc1"], rows: rows, columns: columns,
                tiles: Array(repeating: 2, count: rows * columns))
        }
        #expect(PictureLimits.default.maximumTiles == 1024)
        #expect(code(builder(4, 256)) == nil)
        #expect(code(builder(205, 5)) == .tooLarge(.tiles))
        // A list of references counts in 16 bits, so that no file can have as many as a grid may ask for.
        #expect(code(builder(256, 256)) == .damaged)
        #expect(code(builder(2, 3), limits: PictureLimits(maximumTiles: 6)) == nil)
        #expect(code(builder(2, 3), limits: PictureLimits(maximumTiles: 5)) == .tooLarge(.tiles))
    }

    @Test(
        "Pictures that are derived otherwise are not put together",
        arguments: ["iovl", "iden", "jpeg", "Exif"])
    func refusesOtherTypes(type: String) {
        #expect(code(HEIFBuilder(items: [type, "hvc1", "hvc1", "hvc1", "hvc1"])) == .unsupported)
    }

    @Test("An alpha plane is held against the picture; a crowd of them is refused")
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

    @Test("A file without items, or cut anywhere, is refused and never crashes")
    func survivesCuts() {
        #expect(code(HEIFBuilder(items: [])) == .damaged)
        let whole = HEIFBuilder().file
        for end in 12..<whole.count {
            #expect(throws: PictureFault.self) { _ = try PictureHeader(parsing: Array(whole[..<end])) }
        }
    }
}
