import Story
import Testing

@testable import Compositing

/// The most common complaints about other programs.
@Suite struct TextComplaintTests {
    private func text(_ text: String, size: Double = 72, width: Double = 0.8, style: TextStyle? = nil)
        -> ShapedText
    {
        var own = style ?? TextStyle()
        own.font.size = size
        let overlay = TextOverlay(text: text, style: own, placement: Placement(width: width))
        return TextLayout(
            overlay: overlay, canvasWidth: 1080, canvasHeight: 1920, rasteriser: TextRasteriser()
        ).shape()
    }

    private func bitmap(_ text: ShapedText) throws -> Bitmap {
        let box = BoxTransform(
            Placement(width: 1), width: text.width, height: text.height, canvasWidth: 1080,
            canvasHeight: 1920)
        return try text.rasterise(in: box).bitmap
    }

    /// Pixels that are neither grey nor transparent.
    private func coloured(_ bitmap: Bitmap) -> Int {
        bitmap.pixels.count { pixel in
            let parts = [pixel.red, pixel.green, pixel.blue]
            return pixel.alpha > 200 && (parts.max() ?? 0) - (parts.min() ?? 0) > 60
        }
    }

    @Test(
        "Emoji are pictures in colour, not boxes or silhouettes, at any size and in any style",
        arguments: NamedTextStyle.allCases)
    func emojiInColour(named: NamedTextStyle) throws {
        #expect(text("🎉", style: named.style).missing.isEmpty)
        var style = named.style
        style.outline = nil
        style.glow = nil
        #expect(coloured(try bitmap(text("🎉", size: 100, style: style))) > 1_500)
    }

    @Test("Emoji do not disappear when they are large", arguments: [8.0, 72, 300, 600])
    func largeEmoji(size: Double) throws {
        let picture = try bitmap(text("😀", size: size))
        #expect(Double(coloured(picture)) > size * size * 0.3)
    }

    @Test("Text is as large as the font's size says")
    func fontSize() {
        #expect(
            abs(text("Hx", size: 144).lines[0].ink.height / text("Hx", size: 72).lines[0].ink.height - 2)
                < 0.05)
    }

    @Test(
        "Descenders, accents and outlines are not cut off, in any style", arguments: NamedTextStyle.allCases)
    func notCut(named: NamedTextStyle) throws {
        for letters in ["gypjQ,", "ÅÉŐ", "ក្ស្រុំ", "ที่นี่ปู่", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!"] {
            let picture = try bitmap(text(letters, style: named.style))
            let rows = [0, picture.height - 1]
            let columns = [0, picture.width - 1]
            for x in 0..<picture.width { for y in rows { #expect(picture[x, y].alpha == 0) } }
            for y in 0..<picture.height { for x in columns { #expect(picture[x, y].alpha == 0) } }
        }
    }

    @Test("Arabic letters are joined, and run from right to left")
    func arabic() {
        // The isolated letters "beh" are wider than the joined ones.
        #expect(text("ببب").width < 0.75 * text("ب‌ب‌ب").width)
        let runs = text("مرحبا @you").lines[0].runs
        #expect(text("مرحبا @you").entities[0].box.maxX < runs.map { $0.origin.x + $0.width }.max() ?? 0)
    }

    @Test("Each line of a long text is wrapped, not only the first one")
    func wrapping() {
        let lines = text(
            "Thai ภาษาไทยไม่มีช่องว่างระหว่างคำ 中文也没有空格所以每一行都应该换行 and words and words and words",
            width: 0.4
        ).lines
        #expect(lines.count > 5 && lines.allSatisfy { $0.logical.width <= 432.01 })
    }

    @Test("Combining marks stay on their letters, and do not make the text wider")
    func combiningMarks() {
        #expect(abs(text("e\u{301}a\u{308}").width - text("éä").width) < 0.01)
    }
}
