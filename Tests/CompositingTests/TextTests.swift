import Foundation
import Story
import TestSupport
import Testing

@testable import Compositing

private func shape(_ text: String, style: TextStyle = TextStyle(), width: Double = 864) -> ShapedText {
    TextRasteriser().shape(text, style: style, width: width, scale: 1)
}

@Suite struct TextTests {
    @Test("A text looks like its golden picture", arguments: TextSample.all + TextSample.styles)
    func golden(sample: TextSample) async throws {
        let raster = GoldenPicture.flattened(try sample.rasterise().bitmap)
        try await GoldenPicture.expect(raster, sample.name)
    }

    @Test("The tolerance of golden pictures does not pass a text with two letters swapped")
    func goldenTellsLettersApart() throws {
        let text = try #require(TextSample.all.first).overlay.text
        let wrong = TextSample("wrong", text.replacing("gjpqy", with: "gjqpy"))
        let raster = GoldenPicture.flattened(try wrong.rasterise().bitmap)
        let likeness = try #require(try GoldenPicture.likeness(of: raster, to: "latin"))
        #expect(likeness < GoldenPicture.tolerance)
    }

    @Test(
        "Nothing of a text is cut off: its picture's outermost pixels are transparent",
        arguments: TextSample.all + TextSample.styles)
    func notClipped(sample: TextSample) throws {
        let bitmap = try sample.rasterise().bitmap
        for x in 0..<bitmap.width {
            #expect(bitmap[x, 0].alpha == 0 && bitmap[x, bitmap.height - 1].alpha == 0)
        }
        for y in 0..<bitmap.height {
            #expect(bitmap[0, y].alpha == 0 && bitmap[bitmap.width - 1, y].alpha == 0)
        }
    }

    @Test(
        "Joiners, variation selectors and tags of emoji are not missing characters", arguments: TextSample.all
    )
    func nothingMissing(sample: TextSample) {
        #expect(shape(sample.overlay.text).missing.isEmpty)
    }

    @Test("Each character that no font has is named once, in the text's order")
    func missing() {
        #expect(shape("\u{f8ff}a\u{10fffd}\u{f8ff}").missing == ["\u{f8ff}", "\u{10fffd}"])
    }

    @Test("Text is taken literally: markup is not interpreted")
    func markup() {
        #expect(shape("<b>a</b> &amp;").width > shape("a &").width * 2)
        #expect(shape("<span foo").lines.count == 1)
    }

    @Test("A word that is wider than the text's width is broken")
    func longWord() {
        let text = shape(String(repeating: "W", count: 40), width: 400)
        #expect(text.lines.count > 5 && text.width <= 400)
    }

    @Test(
        "Alignment is the same for scripts of either direction",
        arguments: ["long long line\nx", "שורה ארוכה מאוד\nא"])
    func alignment(text: String) {
        for (align, share) in [(TextStyle.Alignment.left, 0.0), (.center, 0.5), (.right, 1)] {
            let shaped = shape(text, style: TextStyle(align: align))
            let short = shaped.lines[1].logical
            #expect(abs(short.minX - share * (shaped.width - short.width)) < 0.01)
        }
    }

    @Test("Blank lines have no pill, and lines above and below them keep their distance")
    func blankLines() {
        let style = TextStyle(background: .init(mode: .pill))
        #expect(shape("a\n\nb", style: style).backgrounds.count == 2)
        #expect(shape("a\n\nb", style: style).height > shape("a\nb", style: style).height * 1.3)
    }

    @Test("Pills that overlap do not darken each other")
    func overlappingPills() throws {
        let style = TextStyle(
            color: Color(red: 0, green: 0, blue: 0, alpha: 0),
            background: .init(
                mode: .pill, color: Color(red: 255, green: 255, blue: 255, alpha: 128), padding: 60))
        let text = shape("a\na", style: style)
        let box = BoxTransform(
            Placement(width: 1), width: text.width, height: text.height, canvasWidth: 400, canvasHeight: 400)
        #expect(text.backgrounds[0].maxY > text.backgrounds[1].minY)
        #expect(try text.rasterise(in: box).bitmap.pixels.map(\.alpha).max() == 128)
    }

    @Test("Lengths grow with the canvas")
    func scale() {
        let rasteriser = TextRasteriser()
        let style = TextStyle(background: .init(mode: .pill, padding: 30))
        let one = rasteriser.shape("Hello", style: style, width: 864, scale: 1)
        let half = rasteriser.shape("Hello", style: style, width: 432, scale: 0.5)
        #expect(abs(one.width - 2 * half.width) < 0.5 && abs(one.height - 2 * half.height) < 0.5)
    }
}

@Suite struct BoxBlurTests {
    @Test("A blur without width changes nothing")
    func none() {
        var plane: [UInt8] = [0, 255, 0, 9]
        BoxBlur(deviation: 0).apply(to: &plane, width: 2)
        #expect(plane == [0, 255, 0, 9])
        #expect(BoxBlur(deviation: 0).reach == 0)
    }

    /// 3 % of 255 is 7.65.
    @Test("A square's middle row is blurred as by a Gaussian, within 3 %", arguments: [2.0, 4, 8])
    func gaussian(deviation: Double) {
        let side = 161
        let edge = 50..<111
        var plane =
            (0..<(side * side)).map {
                edge.contains($0 % side) && edge.contains($0 / side) ? 255 : 0
            } as [UInt8]
        BoxBlur(deviation: deviation).apply(to: &plane, width: side)
        for x in 0..<side {
            func below(_ bound: Int) -> Double {
                0.5 * erfc((Double(x) - Double(bound) + 0.5) / (deviation * 2.0.squareRoot()))
            }
            let expected = 255 * (below(edge.upperBound) - below(edge.lowerBound))
            #expect(abs(Double(plane[80 * side + x]) - expected) < 7.65)
        }
    }

    @Test("Nothing spreads further than the reach")
    func reach() {
        let blur = BoxBlur(deviation: 3)
        let side = 2 * blur.reach + 5
        var plane = [UInt8](repeating: 0, count: side * side)
        plane[(side / 2) * side + side / 2] = 255
        blur.apply(to: &plane, width: side)
        #expect(plane[..<side].allSatisfy { $0 == 0 } && plane.suffix(side).allSatisfy { $0 == 0 })
        #expect(plane[(side / 2) * side + side / 2] > 0)
    }
}
