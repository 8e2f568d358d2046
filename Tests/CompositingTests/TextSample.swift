import Story
import Testing

@testable import Compositing

/// A text with a golden picture in `Golden/`.
struct TextSample: CustomTestStringConvertible {
    let name: String
    let overlay: TextOverlay

    var testDescription: String { name }

    init(_ name: String, _ text: String, style: TextStyle = TextStyle(), rotation: Double = 0) {
        self.init(
            name,
            TextOverlay(
                text: text, style: style, placement: Placement(width: 0.9, rotation: .constant(rotation))))
    }

    init(_ name: String, _ overlay: TextOverlay) {
        self.name = name
        self.overlay = overlay
    }

    /// The text on a canvas half as wide as the reference.
    func rasterise() throws -> PlacedBitmap {
        let layout = TextLayout(
            overlay: overlay, canvasWidth: 540, canvasHeight: 960, rasteriser: TextRasteriser())
        let text = layout.shape()
        return try text.rasterise(in: layout.box(width: text.width, height: text.height))
    }

    static let pill = TextStyle(background: .init(mode: .pill))

    static let all: [TextSample] = [
        TextSample("latin", "Hamburgefonstiv ÄÖÜ ﬁ\nTo AV Wa ÿ gjpqy,"),
        TextSample(
            "latin-pill", "Short\nA line that is longer\nmid one",
            style: TextStyle(background: .init(mode: .pill))),
        TextSample("arabic", "مرحبا بالعالم، هذه قصة جديدة على هاتفي", style: pill),
        TextSample("hebrew", "שלום עולם! Version 2.0 זה מבחן", style: pill),
        TextSample("devanagari", "नमस्ते दुनिया, क्षत्रिय विज्ञान", style: pill),
        TextSample("cjk", "你好，世界。これは日本語のテキストです。안녕하세요 세계", style: pill),
        TextSample("emoji", "👩‍👩‍👧‍👦 🇩🇪🇯🇵 👋🏽👋🏿 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️❤︎ 1️⃣ 🧑🏾‍🚀", style: pill),
        TextSample(
            "wrap-300",
            """
            The quick brown fox jumps over the lazy dog while thirty-two photographers from all over the world \
            try to take its picture, and nobody notices that the supercalifragilisticexpialidocious-\
            antidisestablishmentarianism-machine has been humming quietly behind the old red barn since early \
            this morning.
            """,
            style: TextStyle(
                font: .init(weight: 500, size: 48), background: .init(mode: .block), align: .left)),
        TextSample(
            "outline-shadow", "Outline 🎉 jgQ\nand shadow",
            style: TextStyle(
                font: .init(weight: 900, size: 90), color: Color(red: 255, green: 220, blue: 0),
                outline: .init(width: 8), shadow: .init(blur: 16, x: 10, y: 14), align: .right)),
        TextSample(
            "rotated", "Tilted text 🚀\nby −12 degrees",
            style: TextStyle(
                background: .init(mode: .pill), shadow: .init(blur: 20, x: 0, y: 12), align: .left),
            rotation: -12),
    ]
}
