import Foundation
import Story
import TestSupport
import Testing

@testable import Compositing

/// Fonts that a story brings along: Dots, and Box, whose only letter is a black box.
@Suite struct OwnFontTests {
    private static let family = [
        FontFile(src: "Dots-Regular.ttf"), FontFile(src: "Dots-Bold.otf"), FontFile(src: "Dots-Italic.otf"),
        FontFile(src: "Dots-Variable.ttf", family: "Vary"),
    ]

    /// The fonts of a story that lists some, and one of whose texts names another.
    private static func fonts(_ fonts: [FontFile], _ text: TextStyle.Font? = nil) throws -> LoadedFonts {
        var story = StoryDocument(slides: [Slide()])
        story.fonts = fonts
        if let text {
            story.slides[0].overlays = [.text(TextOverlay(text: "A", style: TextStyle(font: text)))]
        }
        return try LoadedFonts(fonts, story.fontSources, in: Fixture.path("fonts"))
    }

    private static func shape(
        _ text: String, _ font: TextStyle.Font, in fonts: LoadedFonts
    ) -> ShapedText {
        TextRasteriser(fonts).shape(text, style: TextStyle(font: font), width: 5_000, scale: 1)
    }

    /// Which share of the box around the letters is covered.
    private static func coverage(_ text: ShapedText) throws -> Double {
        let box = BoxTransform(
            Placement(x: 0.5, y: 0.5, width: 1), width: text.width, height: text.height, canvasWidth: 1080,
            canvasHeight: 1920)
        let bitmap = try text.rasterise(in: box).bitmap
        let sum = bitmap.pixels.reduce(0) { $0 + Int($1 >> 24) }
        return Double(sum) / 255 / (text.inkOfGlyphs.width * text.inkOfGlyphs.height)
    }

    @Test("The letters of a file are drawn: the box font's A is a box as large as the font says")
    func box() throws {
        let font = TextStyle.Font(size: 100, file: .init(src: "Box.ttf"))
        let text = Self.shape("A", font, in: try Self.fonts([], font))
        #expect(abs(text.inkOfGlyphs.width - 100) < 1.5 && abs(text.inkOfGlyphs.height - 110) < 1.5)
        #expect(try Self.coverage(text) > 0.95)
        let installed = TextRasteriser().shape(
            "A", style: TextStyle(font: .init(size: 100)), width: 500, scale: 1)
        #expect(try Self.coverage(installed) < 0.7)
    }

    @Test(
        "TrueType, OpenType, WOFF, WOFF2 and collections draw the same letters",
        arguments: ["Dots-Regular.woff", "Dots-Regular.woff2", "Dots.ttc"])
    func formats(name: String) throws {
        func picture(_ name: String) throws -> [UInt32] {
            let font = TextStyle.Font(size: 120, file: .init(src: name))
            let text = Self.shape("Dots 12", font, in: try Self.fonts([], font))
            let box = BoxTransform(
                Placement(width: 1), width: text.width, height: text.height, canvasWidth: 1080,
                canvasHeight: 1920)
            return try text.rasterise(in: box).bitmap.pixels
        }
        #expect(try picture(name) == picture("Dots-Regular.ttf"))
    }

    @Test("Weight and slope choose the font of a family, the nearest one if none is exact")
    func choice() throws {
        let fonts = try Self.fonts(Self.family)
        func source(_ weight: Int, italic: Bool = false) -> String? {
            fonts.choice(for: .init(family: "DOTS", weight: weight, italic: italic))?.face.name
        }
        let regular = source(400)
        let bold = source(700)
        let italic = source(400, italic: true)
        #expect(Set([regular, bold, italic]).count == 3)
        #expect(
            source(100) == regular && source(500) == regular && source(501) == bold && source(900) == bold)
        #expect(source(700, italic: true) == italic)
    }

    @Test("Bold letters are drawn from the bold file and are not made of the regular one")
    func drawsChoice() throws {
        let fonts = try Self.fonts(Self.family)
        func coverage(_ weight: Int) throws -> Double {
            try Self.coverage(Self.shape("HE", .init(family: "Dots", weight: weight, size: 200), in: fonts))
        }
        // Squares of 92 instead of circles of 84 across.
        #expect(try coverage(700) > coverage(400) * 1.3)
        let alone = try Self.fonts([FontFile(src: "Dots-Regular.ttf")])
        let thickened = try Self.coverage(
            Self.shape("HE", .init(family: "Dots", weight: 900, size: 200), in: alone))
        #expect(try abs(thickened - coverage(400)) < 0.01)
    }

    @Test("Upright letters are slanted if the family has no italics")
    func slants() throws {
        let fonts = try Self.fonts([FontFile(src: "Box.ttf")])
        let upright = Self.shape("A", .init(family: "Box", size: 100), in: fonts).inkOfGlyphs
        let slanted = Self.shape("A", .init(family: "Box", size: 100, italic: true), in: fonts).inkOfGlyphs
        #expect(slanted.width > upright.width + 10)
    }

    @Test("A variable font is drawn in the weight that is asked for, and at the places on its axes")
    func variable() throws {
        let fonts = try Self.fonts(Self.family)
        func text(_ weight: Int, _ axes: [String: Double] = [:]) -> ShapedText {
            Self.shape("HE", .init(family: "Vary", weight: weight, size: 200, axes: axes), in: fonts)
        }
        let shares = try [100, 400, 650, 900].map { try Self.coverage(text($0)) }
        #expect(zip(shares, shares.dropFirst()).allSatisfy { $0 * 1.15 < $1 }, "\(shares)")
        #expect(try abs(Self.coverage(text(100, ["wght": 900])) - shares[3]) < 0.01)
        #expect(text(400, ["wdth": 140]).width > text(400).width * 1.2)
    }

    @Test("A weight in the list pins a variable font to it")
    func pinned() throws {
        let fonts = try Self.fonts([FontFile(src: "Dots-Variable.ttf", family: "Pin", weight: 900)])
        let choice = fonts.choice(for: .init(family: "Pin", weight: 100))
        #expect(choice?.axes["wght"] == 900)
    }

    @Test("A file alone is drawn in its own weight, whatever the style has")
    func ownWeight() throws {
        let font = TextStyle.Font(weight: 700, file: .init(src: "Dots-Variable.ttf"))
        #expect(try Self.fonts([], font).choice(for: font)?.axes["wght"] == 400)
    }

    @Test("An axis that a font lacks, or a place beyond its end, is reported")
    func axes() throws {
        let fonts = try Self.fonts(Self.family)
        let style = TextStyle(font: .init(family: "Vary", weight: 400, axes: ["wdth": 500, "slnt": 3]))
        let layout = TextLayout(
            overlay: TextOverlay(text: "A", style: style), canvasWidth: 1080, canvasHeight: 1920,
            rasteriser: TextRasteriser(fonts))
        let found = layout.substitutions(path: "$.o")
        #expect(found.map(\.path) == ["$.o.font.axes.slnt", "$.o.font.axes.wdth"])
        #expect(found.map(\.rule) == [.axis, .axis])
        #expect(found.last?.taken == "140.0 is taken", "\(found)")
    }

    @Test("Letters that a font lacks come from the other family, and are reported by the file's name")
    func lacking() throws {
        let font = TextStyle.Font(file: .init(src: "Box.ttf"))
        let text = Self.shape("A brown fox", font, in: try Self.fonts([], font))
        #expect(text.missing.isEmpty)
        #expect(text.lackingFonts.map(\.family) == ["Box.ttf"])
        #expect(text.lackingFonts.first?.letters == Array("brownfx"))
    }

    @Test("A font that has no space, as fonts of symbols have none, is drawn with the space of another font")
    func spaceless() throws {
        let directory = try TemporaryDirectory()
        var bytes = [UInt8](try Data(contentsOf: URL(filePath: Fixture.path("fonts/Box.ttf"))))
        // The segment of the space (OpenType 1.9, "cmap", format 4) becomes that of the exclamation mark.
        let cmap = try #require(bytes.firstRange(of: [0, 0x20, 0, 0x41, 0xff, 0xff]))
        bytes[cmap.lowerBound + 1] = 0x21
        let starts = try #require(bytes[cmap.upperBound...].firstRange(of: [0, 0x20, 0, 0x41, 0xff, 0xff]))
        bytes[starts.lowerBound + 1] = 0x21
        try Data(bytes).write(to: URL(filePath: directory.file("symbols.ttf")))
        let files = [FontFile(src: "symbols.ttf", family: "Symbols")]
        var story = StoryDocument(slides: [Slide()])
        story.fonts = files
        let fonts = try LoadedFonts(files, story.fontSources, in: directory.path)
        let text = Self.shape("A A", .init(family: "Symbols", size: 100), in: fonts)
        #expect(text.missing.isEmpty && text.lackingFonts.isEmpty)
        #expect(text.width > 210 && text.width < 250, "\(text.width)")
    }

    @Test("Letters that a font lacks are as bold as the text")
    func lackingBold() throws {
        func coverage(_ weight: Int) throws -> Double {
            let font = TextStyle.Font(size: 200, file: .init(src: "Box.ttf", weight: weight))
            return try Self.coverage(Self.shape("HE", font, in: try Self.fonts([], font)))
        }
        #expect(try coverage(900) > coverage(300) * 1.5)
    }

    @Test("A family of the story goes before an installed one of the same name")
    func precedence() throws {
        let fonts = try Self.fonts([FontFile(src: "Box.ttf", family: "Inter")])
        let text = Self.shape("A", .init(family: "inter", size: 100), in: fonts)
        #expect(try Self.coverage(text) > 0.95)
    }

    @Test("A wrong name of a family is reported with the story's own that are alike")
    func wrongName() throws {
        let rasteriser = TextRasteriser(try Self.fonts(Self.family))
        let layout = TextLayout(
            overlay: TextOverlay(text: "A", style: TextStyle(font: .init(family: "Dotz"))), canvasWidth: 1080,
            canvasHeight: 1920, rasteriser: rasteriser)
        let found = layout.substitutions(path: "$.o")
        #expect(found.map(\.rule) == [.font])
        #expect(found.first?.alternatives.contains("\"Dots\"") == true, "\(found)")
    }

    @Test("A font whose licence forbids embedding is reported where a text is drawn in it")
    func licence() throws {
        let fonts = try Self.fonts([FontFile(src: "Box.ttf"), FontFile(src: "Dots-Regular.ttf")])
        func notes(_ family: String) -> [Substitution] {
            fonts.notes(on: [.text(TextOverlay(text: "A", style: TextStyle(font: .init(family: family))))])
        }
        #expect(notes("Box").map(\.rule) == [.license] && notes("Box").map(\.path) == ["$.fonts[0].src"])
        #expect(notes("Dots").isEmpty && notes("Inter").isEmpty)
    }

    @Test("Every unusable font of a story is named with its place, its file and the reason")
    func unusable() throws {
        let directory = try TemporaryDirectory()
        try directory.write("no font", to: "text.ttf")
        try directory.write("wOF2", to: "short.woff2")
        let files = [FontFile(src: "text.ttf"), FontFile(src: "short.woff2"), FontFile(src: "gone.otf")]
        var story = StoryDocument(slides: [Slide()])
        story.fonts = files
        let error = #expect(throws: CompositingError.self) {
            _ = try LoadedFonts(files, story.fontSources, in: directory.path)
        }
        guard case .unusable(let problems) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(problems.map(\.path) == ["$.fonts[0].src", "$.fonts[1].src", "$.fonts[2].src"])
        #expect(zip(problems, files).allSatisfy { $0.found.hasPrefix($1.src + ": ") }, "\(problems)")
    }

    @Test("A slide without text reads no font")
    func lazy() throws {
        var story = StoryDocument(slides: [Slide()])
        story.fonts = [FontFile(src: "gone.otf")]
        let library = FontLibrary(story, in: Fixture.path("fonts"))
        #expect(try library.fonts(for: [.sticker(StickerOverlay(src: "a.png"))]) == nil)
        #expect(throws: CompositingError.self) { _ = try library.fonts(for: [.text(TextOverlay(text: "A"))]) }
    }
}
