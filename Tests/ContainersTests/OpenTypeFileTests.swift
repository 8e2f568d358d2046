import Foundation
import TestSupport
import Testing

@testable import Containers

@Suite struct OpenTypeFileTests {
    private static func bytes(_ name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: Fixture.path("fonts/" + name))))
    }

    private static let plain = [
        "Box.ttf", "Dots-Regular.ttf", "Dots-Bold.otf", "Dots-Italic.otf", "Dots-Variable.ttf",
    ]

    @Test("A font tells its family, weight, slope, axes and licence")
    func facts() throws {
        func font(_ name: String) throws -> OpenTypeFont { try OpenTypeFile(Self.bytes(name)).fonts[0] }
        let bold = try font("Dots-Bold.otf")
        #expect(bold.family == "Dots" && bold.weight == 700 && !bold.isItalic && bold.axes.isEmpty)
        let italic = try font("Dots-Italic.otf")
        #expect(italic.weight == 400 && italic.isItalic && !italic.forbidsEmbedding)
        let variable = try font("Dots-Variable.ttf")
        #expect(variable.family == "Dots Variable")
        #expect(variable.axes.map(\.tag) == ["wght", "wdth"])
        #expect(variable.axes.map(\.range) == [100...900, 100...140] && variable.axes[0].standard == 400)
        #expect(try font("Box.ttf").forbidsEmbedding)
        #expect(try OpenTypeFile(Self.bytes("Dots.ttc")).fonts.map(\.weight) == [400, 900])
    }

    @Test(
        "What is left of a font reads again, and has no table that a program could be in",
        arguments: plain + ["Dots.ttc"])
    func sanitised(name: String) throws {
        let file = try OpenTypeFile(Self.bytes(name))
        let again = try OpenTypeFile(file.sanitised)
        #expect(again.fonts.map(\.weight) == file.fonts.map(\.weight))
        #expect(again.fonts.map(\.axes) == file.fonts.map(\.axes))
        #expect(again.sanitised == file.sanitised)
        let tags = Set(again.fonts.flatMap { $0.kept.map(\.tag.description) })
        let known: Set = [
            "head", "maxp", "hhea", "hmtx", "cmap", "OS/2", "post", "glyf", "loca", "CFF ", "fvar", "gvar",
            "avar",
            "GDEF", "GSUB", "GPOS", "BASE", "HVAR", "MVAR", "STAT", "kern",
        ]
        #expect(tags.isSubset(of: known), "\(tags)")
    }

    @Test("Tables with programs, documents and pictures of their own are left out")
    func leavesOut() throws {
        var font = try Self.bytes("Dots-Regular.ttf")
        for (old, new) in [("name", "fpgm"), ("post", "SVG ")] {
            let place = try #require(font.firstRange(of: Array(old.utf8)))
            font.replaceSubrange(place, with: new.utf8)
        }
        let tags = try OpenTypeFile(OpenTypeFile(font).sanitised).fonts[0].kept.map(\.tag.description)
        #expect(!tags.contains("fpgm") && !tags.contains("SVG ") && tags.contains("glyf"))
    }

    @Test("A font that is cut off anywhere is refused", arguments: plain)
    func cut(name: String) throws {
        let whole = try Self.bytes(name)
        // The last bytes may only fill a table up.
        for count in stride(from: 0, to: whole.count - 4, by: max(1, whole.count / 97)) {
            #expect(throws: HeaderError.self, "\(count) bytes") {
                _ = try OpenTypeFile(Array(whole[..<count]))
            }
        }
    }

    @Test(
        "Whatever bytes of a font are changed, reading ends and never leaves the file",
        arguments: plain + ["Dots.ttc"])
    func mutations(name: String) throws {
        let whole = try Self.bytes(name)
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<400 {
            var bytes = whole
            for _ in 0..<Int.random(in: 1...12, using: &generator) {
                bytes[Int.random(in: bytes.indices, using: &generator)] = UInt8.random(
                    in: 0...255, using: &generator)
            }
            guard let file = try? OpenTypeFile(bytes) else { continue }
            #expect(throws: Never.self) { _ = try OpenTypeFile(file.sanitised) }
        }
    }

    @Test("Two tables that overlap are named")
    func overlap() throws {
        var font = try Self.bytes("Dots-Regular.ttf")
        let glyf = try #require(font.firstRange(of: Array("glyf".utf8))).lowerBound
        let head = try #require(font.firstRange(of: Array("head".utf8))).lowerBound
        font.replaceSubrange(glyf + 8..<glyf + 12, with: font[head + 8..<head + 12])
        let error = #expect(throws: HeaderError.self) { _ = try OpenTypeFile(font) }
        #expect(error?.message.contains("overlap") == true, "\(error?.message ?? "")")
    }

    @Test(
        "A glyph of components in a circle is refused, and so is one with more points than anyone could see")
    func bombs() throws {
        // Glyph 0 is of glyph 1, and that of glyph 0.
        func glyph(of other: UInt8, copies: Int) -> [UInt8] {
            var bytes: [UInt8] = [0xff, 0xff, 0, 0, 0, 0, 0, 0, 0, 0]
            for copy in 0..<copies {
                bytes += [0, copy + 1 < copies ? 0x22 : 0x02, 0, other, 0, 0]
            }
            return bytes
        }
        func check(_ glyphs: [[UInt8]]) throws {
            let glyf = glyphs.flatMap(\.self)
            var loca: [UInt8] = []
            var offset = 0
            for length in [0] + glyphs.map(\.count) {
                offset += length
                loca += [
                    UInt8(offset >> 24 & 255), UInt8(offset >> 16 & 255), UInt8(offset >> 8 & 255),
                    UInt8(offset & 255),
                ]
            }
            try GlyphOutlines(
                glyf: TableBytes(glyf, 0..<glyf.count, name: "glyf"),
                loca: TableBytes(loca, 0..<loca.count, name: "loca"), longOffsets: true, count: glyphs.count
            ).check(OpenTypeLimits())
        }
        let circle = #expect(throws: HeaderError.self) {
            try check([glyph(of: 1, copies: 1), glyph(of: 0, copies: 1)])
        }
        #expect(circle?.message.contains("circle") == true)
        let chain = [[]] + (0..<20).map { glyph(of: UInt8($0), copies: 1) }
        let deep = #expect(throws: HeaderError.self) { try check(chain) }
        #expect(deep?.message.contains("16 deep") == true)
        #expect(throws: Never.self) { try check(Array(chain.prefix(17))) }
        let ladder = [[]] + (0..<8).map { glyph(of: UInt8($0), copies: 40) }
        let bomb = #expect(throws: HeaderError.self) { try check(ladder) }
        #expect(bomb?.kind == .limitExceeded)
        #expect(throws: Never.self) { try check(Array(ladder.prefix(3))) }
    }
}
