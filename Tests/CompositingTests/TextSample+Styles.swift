import Story

extension TextSample {
    private static let colors = [
        Color(red: 0xfe, green: 0xda, blue: 0x75), Color(red: 0xd6, green: 0x29, blue: 0x76),
        Color(red: 0x4f, green: 0x5b, blue: 0xd5),
    ]

    /// A text in each named style, and in styles with other attributes.
    static let styles: [TextSample] =
        NamedTextStyle.allCases.map { named in
            TextSample(
                "style-\(named.rawValue)", "Say it in style\n\(named.rawValue) gjpqy ÄÖ 🎉", style: named.style
            )
        } + [
            TextSample("pill-steps", "One\nA much longer line of words\nmid size\nmid sizes\nx", style: pill),
            TextSample(
                "pill-left", "Ragged\nA much longer line\nmid size",
                style: TextStyle(background: .init(mode: .pill), align: .left)),
            TextSample(
                "gradient", "Gradient across\nboth lines 🌈",
                style: TextStyle(
                    font: .init(weight: 900, size: 96), gradient: .init(colors: colors, angle: 120))),
            TextSample(
                "runs",
                TextOverlay(
                    content: .runs([
                        TextRun(text: "Rich "),
                        TextRun(text: "runs", color: colors[0], font: .init(weight: 900, size: 110)),
                        TextRun(text: " with "),
                        TextRun(
                            text: "a box", color: .black, font: .init(family: "Dancing Script", size: 90),
                            background: .white),
                        TextRun(text: " and "),
                        TextRun(text: "italics", font: .init(weight: 400, italic: true)),
                    ]))),
            TextSample(
                "highlight-entities",
                TextOverlay(
                    content: .text("Only today: half price at @some.shop! #sale2026 www.shop.example"),
                    style: TextStyle(background: .init(mode: .pill)),
                    highlight: TextHighlight(
                        color: .black, background: Captions.standardColor,
                        words: [.word("half"), .word("price")]),
                    entityColor: Color(red: 0x6f, green: 0xb7, blue: 0xff))),
            TextSample(
                "shrink",
                TextOverlay(
                    content: .text("Donaudampfschifffahrtsgesellschaft makes this text shrink until it fits"),
                    style: TextStyle(font: .init(size: 120)), fit: .shrink, maxHeight: 0.2)),
            TextSample(
                "letter-spacing", "Wide letters مرحبا नमस्ते",
                style: TextStyle(letterSpacing: 24, lineHeight: 1.4)),
        ]
}
