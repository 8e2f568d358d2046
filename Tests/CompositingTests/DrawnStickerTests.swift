import Story
import TestSupport
import Testing

@testable import Compositing

/// The hit regions of a sticker. A failed expectation should not print everything that a compositor contains.
private func compositor(
    _ overlays: [Overlay], width: Int, height: Int
) throws(CompositingError) -> (substitutions: [String], regions: [HitRegion]) {
    let compositor = try Compositor(
        overlays: overlays, canvasWidth: width, canvasHeight: height, slideDuration: 4, baseDirectory: "/")
    return (compositor.substitutions, compositor.hitRegions)
}

@Suite struct DrawnStickerTests {
    @Test("A drawn sticker looks like its golden picture", arguments: DrawnStickerSample.all)
    func golden(sample: DrawnStickerSample) async throws {
        let raster = GoldenPicture.flattened(try sample.rasterise().bitmap)
        try await GoldenPicture.expect(raster, sample.name)
    }

    @Test("Every kind has a golden picture")
    func complete() {
        let kinds = Set(DrawnStickerSample.all.map(\.sticker.content.kind)).union([.text, .sticker])
        #expect(kinds == Set(Overlay.Kind.allCases))
    }

    @Test(
        "Nothing of a card and its shadow is cut off: the outermost pixels are transparent",
        arguments: DrawnStickerSample.all.filter { $0.sticker.content.kind != .emoji })
    func notClipped(sample: DrawnStickerSample) throws {
        let bitmap = try sample.rasterise().bitmap
        for x in 0..<bitmap.width {
            #expect(bitmap[x, 0].alpha <= 1 && bitmap[x, bitmap.height - 1].alpha <= 1)
        }
        for y in 0..<bitmap.height {
            #expect(bitmap[0, y].alpha <= 1 && bitmap[bitmap.width - 1, y].alpha <= 1)
        }
    }

    private func artwork(
        _ content: StickerContent
    ) throws -> (artwork: Artwork, typesetter: StickerTypesetter) {
        let typesetter = StickerTypesetter(TextRasteriser())
        return (try Artwork(DrawnSticker(content), typesetter, picture: nil), typesetter)
    }

    @Test("Text shrinks before it is cut off")
    func shrinks() {
        func shape(_ text: String) -> (size: Double, shortened: [String]) {
            let typesetter = StickerTypesetter(TextRasteriser())
            let shaped = typesetter.shape(text, "field", size: 50, width: 300)
            #expect(shaped.width <= 300 && shaped.lines.count == 1)
            return (shaped.style.font.size, typesetter.shortened)
        }
        let sizes = (1...20).map { shape(String(repeating: "n", count: $0)) }
        #expect(sizes.map(\.size) == sizes.map(\.size).sorted(by: >))
        #expect(sizes.first?.size == 50 && sizes.last?.size == 30)
        #expect(Set(sizes.map(\.size)).count == 5)
        #expect(sizes.allSatisfy { $0.shortened.isEmpty || $0.size == 30 })
        #expect(sizes.last?.shortened == ["field"])
    }

    @Test("A label is as wide as its text, but no wider than its kind allows")
    func labelWidth() throws {
        let limit = StickerContent.mention(MentionSticker(handle: "")).unitWidth
        let short = try artwork(.mention(MentionSticker(handle: "a"))).artwork
        let longer = try artwork(.mention(MentionSticker(handle: "a_longer_one"))).artwork
        let longest = try artwork(.mention(MentionSticker(handle: String(repeating: "w", count: 90))))
        #expect(short.width < longer.width && longer.width < limit)
        #expect(longest.artwork.width <= limit && longest.artwork.width > limit * 0.9)
        #expect(longest.typesetter.shortened == ["handle"])
        #expect(short.height == longest.artwork.height)
    }

    @Test("Text that is cut off is reported as a substitution, with its place")
    func substitution() throws {
        let long = String(repeating: "word ", count: 40)
        let compositor = try Compositor(
            overlays: [.drawn(DrawnSticker(.poll(PollSticker(options: ["a", long]))))], canvasWidth: 180,
            canvasHeight: 320, slideDuration: 4, baseDirectory: "/")
        #expect(
            compositor.substitutions == [
                "$.slides[0].overlays[0].options[1]: the text is too long for the sticker; its end is left out"
            ])
    }

    @Test("Anything that cannot be drawn is reported with its place")
    func problems() {
        let music = MusicSticker(title: "a\u{f8ff}", artist: "b", cover: "no-such-file.png")
        let overlays: [Overlay] = [
            .drawn(DrawnSticker(.music(music))),
            .drawn(DrawnSticker(.poll(PollSticker(question: "\u{10fffd}?", options: ["a", "\u{f8ff}"])))),
            .drawn(
                DrawnSticker(
                    .quiz(QuizSticker(question: "?", options: ["a", "b", "c", "d"], answer: 0)),
                    placement: Placement(width: 2))),
        ]
        let error = #expect(throws: CompositingError.self) {
            try Compositor(
                overlays: overlays, canvasWidth: 320, canvasHeight: 32, slideDuration: 4, baseDirectory: "/")
        }
        guard case .unusable(let problems) = error else {
            Issue.record("not the problems of a story")
            return
        }
        let places = problems.map { $0.path.replacing("$.slides[0].overlays", with: "") }
        #expect(places == ["[0].cover", "[1].question", "[1].options[1]"])
        #expect(problems.map(\.rule) == [.unusableFile, .missingGlyph, .missingGlyph])
    }

    @Test("A sticker that would be taller than two canvases is refused")
    func tooTall() {
        let arrow = StickerContent.arrow(ArrowSticker(direction: .up, label: "Tap here"))
        let emoji = StickerContent.emoji(EmojiSticker(emoji: "🔥"))
        let error = #expect(throws: CompositingError.self) {
            try compositor(
                [emoji, arrow].map { .drawn(DrawnSticker($0, placement: Placement(width: 2))) },
                width: 100, height: 50)
        }
        guard case .unusable(let problems) = error else {
            Issue.record("not the problems of a story")
            return
        }
        #expect(problems.map(\.path) == ["$.slides[0].overlays[1].width"])
        #expect(problems.map(\.rule) == [.outOfRange])
    }

    @Test("A countdown that is over shows zero")
    func countdownOver() throws {
        let end = try #require(Moment(rfc3339: "2026-12-24T18:00:00Z"))
        let later = try #require(Moment(rfc3339: "2026-12-25T18:00:00Z"))
        func raster(_ countdown: CountdownSticker) throws -> PlacedBitmap {
            try DrawnStickerSample("", .countdown(countdown)).rasterise()
        }
        #expect(
            try raster(CountdownSticker(title: "t", endsAt: end, at: later))
                == raster(CountdownSticker(title: "t", endsAt: end, at: end)))
    }
}

@Suite struct StickerPaletteTests {
    @Test(
        "Text of any colour is legible on any theme: its contrast is at least 3 to 1",
        arguments: StickerTheme.allCases,
        ["#ffffff", "#000000", "#ffd500", "#0000ff", "#808080", "#ff0000", "#00ff00"])
    func contrast(theme: StickerTheme, hex: String) throws {
        let color = try #require(Color(hex: hex))
        let palette = StickerPalette(theme, accent: [.black], color: color)
        let ground = try #require(palette.card.first)
        for text in [palette.text] + palette.onCard {
            #expect(text.contrast(to: ground) >= 3)
        }
        for text in [palette.fieldText] + palette.onField {
            #expect(text.contrast(to: palette.field) >= 3)
        }
        #expect(palette.onAccent.contrast(to: color) >= 3)
    }

    @Test("Contrast is that of WCAG: 21 between black and white, 4.5 for #767676 on white")
    func reference() throws {
        #expect(abs(Color.black.contrast(to: .white) - 21) < 1e-9)
        let grey = try #require(Color(hex: "#767676"))
        #expect(abs(grey.contrast(to: .white) - 4.54) < 0.01)
    }
}
