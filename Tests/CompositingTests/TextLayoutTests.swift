import Story
import Testing

@testable import Compositing

private func layout(_ overlay: TextOverlay) -> TextLayout {
    TextLayout(overlay: overlay, canvasWidth: 1080, canvasHeight: 1920, rasteriser: TextRasteriser())
}

@Suite struct TextLayoutTests {
    private let long =
        "An announcement of some length that has to find room in a very small part of the canvas"

    @Test("A text that fits keeps its size, whether it may shrink or not")
    func fits() {
        let overlay = TextOverlay(text: "Short")
        var shrinking = overlay
        shrinking.fit = .shrink
        #expect(layout(overlay).shape().scale == 1 && layout(shrinking).shape().scale == 1)
    }

    @Test("A text shrinks until its height fits, and no further")
    func height() {
        var overlay = TextOverlay(text: long, style: TextStyle(font: .init(size: 160)))
        overlay.fit = .shrink
        overlay.maxHeight = 0.15
        let text = layout(overlay).shape()
        #expect(text.height <= 288 && text.scale < 0.8)
        let larger = TextRasteriser().shape(
            StyledText(overlay), style: overlay.style, width: 864, scale: text.scale + 0.01)
        #expect(larger.height > 288)
    }

    @Test("A text shrinks until no word is broken")
    func words() {
        var overlay = TextOverlay(
            text: "Rindfleischetikettierungsüberwachung", style: TextStyle(font: .init(size: 120)))
        #expect(layout(overlay).shape().breaksWords)
        overlay.fit = .shrink
        let text = layout(overlay).shape()
        #expect(!text.breaksWords && text.lines.count == 1 && text.width <= 864 && text.width > 850)
    }

    @Test(
        "Scripts without spaces break between the words of their dictionaries",
        arguments: [
            ["บาง", "ที", "อาจ", "จะ", "อยู่", "ใน", "กระเป๋า", "เสื้อ", "โค้ต", "ตัว", "เก่า", "ของ", "ผม"],
            ["ខ្ញុំ", "ចង់", "ទៅ", "ផ្សារ", "ដើម្បី", "ទិញ", "បន្លែ", "និង", "ផ្លែឈើ"],
            ["ຂ້ອຍ", "ຢາກ", "ໄປ", "ຕະຫຼາດ", "ເພື່ອ", "ຊື້", "ຜັກ"],
            ["ကျွန်တော်", "ဈေး", "ကို", "သွား", "ပြီး"],
        ])
    func dictionaryWords(words: [String]) {
        let text = words.joined()
        var overlay = TextOverlay(text: text, style: TextStyle(font: .init(size: 96)))
        overlay.placement.width = 0.6
        let shaped = layout(overlay).shape()
        let bytes = Array(text.utf8)
        // The font decides which words share a line, and fonts differ between systems.
        let lines = shaped.lines.map { Array(bytes[$0.range]) }
        #expect(lines.count > 1 && Array(lines.joined()) == bytes)
        let ends = words.indices.map { words[...$0].joined().utf8.count }
        for index in lines.indices {
            #expect(
                ends.contains(lines[...index].joined().count),
                "\(String(decoding: lines[index], as: UTF8.self))")
        }
        #expect(!shaped.breaksWords && shaped.brokenWords.isEmpty)
        // If each word has room, the text does not shrink.
        overlay.fit = .shrink
        #expect(layout(overlay).shape().scale == 1)
    }

    @Test(
        "A word that is too wide, in a script without spaces, breaks between letters, which keep their signs")
    func clusters() {
        var overlay = TextOverlay(
            text: "ដើម្បី", style: TextStyle(font: .init(size: 200)), placement: Placement(width: 0.2))
        let shaped = layout(overlay).shape()
        #expect(shaped.brokenWords == ["ដើម្បី"])
        // No line begins with a sign, or with something written below the letter before.
        #expect(
            shaped.lines.allSatisfy { [0, 6].contains($0.range.lowerBound) }, "\(shaped.lines.map(\.range))")
        overlay.fit = .shrink
        #expect(!layout(overlay).shape().breaksWords)
    }

    @Test(
        "A broken word gets a hyphen, but a mention, a hashtag, a link or a number does not",
        arguments: [
            ("Donaudampfschifffahrtsgesellschaft", true), ("@some.very_long_name.of_mine", false),
            ("#weekendvibes_and_so_on", false), ("https://example.org/abcdefghijkl", false),
            ("first.second@mail.example.org", false), ("12345678901234567890", false),
            ("SUMMER2026SALESCODE99X", false), ("(Donaudampfschifffahrtsgesellschaft)!", true),
        ])
    func hyphens(text: String, isHyphenated: Bool) {
        let overlay = TextOverlay(
            text: text, style: TextStyle(font: .init(size: 96)), placement: Placement(width: 0.3))
        let shaped = layout(overlay).shape()
        #expect(shaped.breaksWords && shaped.brokenWords == [text])
        // Hyphens add to the width of the letters.
        let wide = TextOverlay(text: text, style: overlay.style, placement: Placement(width: 9))
        let added = shaped.lines.map(\.logical.width).reduce(0, +) - layout(wide).shape().width
        #expect((added > 20) == isHyphenated, "\(added)")
    }

    @Test(
        "A mention in Arabic or Hebrew text is one region, with its sign beside its name",
        arguments: ["مرحبا", "שלום"])
    func isolates(word: String) {
        var overlay = TextOverlay(
            text: "\(word) @user_name 2024 50%!", style: TextStyle(font: .init(size: 60)),
            placement: Placement(width: 0.95))
        overlay.entityColor = .black
        let shaped = layout(overlay).shape()
        #expect(shaped.entities.map(\.content) == [.mention(MentionSticker(handle: "user_name"))])
        // As wide as the mention alone.
        let alone = layout(TextOverlay(text: "@user_name", style: overlay.style)).shape()
        #expect(abs((shaped.entities.first?.box.width ?? 0) - alone.width) < 1)
    }

    @Test(
        "An emoji that no font has as one picture is reported, others are not",
        arguments: [
            ("🐌‍🚀", ["🐌‍🚀"]), ("a 🧑‍🥁 b 🧑‍🥁", ["🧑‍🥁"]), ("👍🏽 👩‍🚀 🇩🇪 1️⃣ ☎️ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ❤️‍🔥 👨‍👩‍👧‍👦 🏳️‍🌈", []), ("क्षि 1", []), ("a🏽", ["a🏽"]),
        ] as [(String, [Character])])
    func dividedEmoji(text: String, divided: [Character]) {
        #expect(layout(TextOverlay(text: text)).shape().dividedEmoji == divided)
    }

    @Test(
        "Letters that a style's font lacks are reported with the style, others are not",
        arguments: [
            (NamedTextStyle.handwriting, "Xin chào Ệ", ["Kristi"], "Ệ"),
            (.script, "ỆẮÄÖÜ", ["Dancing Script"], "ỆẮ"), (.typewriter, "Ệ Ä", ["Courier Prime"], "Ệ"),
            (.classic, "ỆẮÄÖÜ Привет Ελλάς", [], ""), (.handwriting, "Hello 日本 👍 مرحبا", [], ""),
        ] as [(NamedTextStyle, String, [String], String)])
    func lackingLetters(named: NamedTextStyle, text: String, families: [String], letters: String) {
        let found = layout(TextOverlay(text: text, style: named.style)).shape().lackingFonts
        #expect(found.map(\.family) == families, "\(found)")
        #expect(found.allSatisfy { $0.letters == Array(letters) }, "\(found)")
        for font in found {
            let sentence = Substitution(font, path: "$").description
            #expect(
                sentence.contains(
                    "(style \"\(named.rawValue)\") has no \(letters.map(String.init).joined(separator: ", "));"
                ), "\(sentence)")
        }
    }

    @Test("Text never shrinks below a legible size: words break instead, and too much height is a problem")
    func smallest() {
        var overlay = TextOverlay(text: String(repeating: "W", count: 400))
        overlay.fit = .shrink
        let text = layout(overlay).shape()
        #expect(abs(text.scale * 72 - TextFit.smallestSize) < 1e-9 && text.breaksWords && text.width <= 864)
        overlay.maxHeight = 0.05
        let problems = layout(overlay).problems(layout(overlay).shape(), path: "$")
        #expect(problems.map(\.path) == ["$.maxHeight"] && problems.map(\.rule) == [.outOfRange])
        #expect(problems[0].found.hasSuffix("at its smallest size"))
    }

    @Test("A text that may not shrink and is too tall is a problem that names the remedy")
    func tooTall() {
        var overlay = TextOverlay(text: long)
        overlay.maxHeight = 0.05
        let problems = layout(overlay).problems(layout(overlay).shape(), path: "$")
        #expect(problems[0].allowed.contains(#""fit": "shrink""#))
    }

    @Test("Runs shrink together, and the smallest of them stays legible")
    func runs() {
        var overlay = TextOverlay(
            content: .runs([
                TextRun(text: long, font: .init(size: 144)), TextRun(text: long, font: .init(size: 36)),
            ]))
        overlay.fit = .shrink
        overlay.maxHeight = 0.1
        #expect(abs(layout(overlay).shape().scale * 36 - TextFit.smallestSize) < 1e-9)
    }

    @Test("Entities lie where their letters are, one box on each line")
    func entities() throws {
        let text = layout(TextOverlay(text: "Hello @you\nand #everybody")).shape()
        let found = text.entities
        #expect(
            found.map(\.content) == [
                .mention(MentionSticker(handle: "you")), .hashtag(HashtagSticker(tag: "everybody")),
            ])
        let mention = try #require(found.first).box
        let line = text.lines[0].logical
        #expect(abs(mention.maxX - line.maxX) < 0.1 && mention.minX > line.minX + 100)
        #expect(found[1].box.minY >= mention.maxY - 1 && found[1].box.maxX <= text.width)
    }

    @Test("Each mention, hashtag and link in a text is a hit region of its own, rotated with the text")
    func hitRegions() throws {
        let overlay = TextOverlay(
            text: "See www.x.example or #this", style: TextStyle(font: .init(size: 40)),
            placement: Placement(width: 0.8, rotation: 90))
        let compositor = try Compositor(
            overlays: [.text(TextOverlay(text: "plain")), .text(overlay)], canvasWidth: 540,
            canvasHeight: 960,
            slideDuration: 4, baseDirectory: "/")
        let regions = compositor.hitRegions
        #expect(regions.map(\.overlay) == [0, 1, 1, 1])
        #expect(regions.map(\.kind) == [.text, .text, .link, .hashtag])
        #expect(regions[2].payload == .link(LinkSticker(url: "https://www.x.example")))
        // The text runs downwards.
        #expect(regions[2].rotation == 90 && regions[2].center.y < regions[3].center.y)
        #expect(abs(regions[2].center.x - 0.5) < 0.02)
    }

    @Test("Space is added between letters, but not where a script joins them")
    func letterSpacing() {
        func width(_ text: String, _ spacing: Double) -> Double {
            layout(TextOverlay(text: text, style: TextStyle(letterSpacing: spacing))).shape().width
        }
        #expect(abs(width("abcd", 20) - width("abcd", 0) - 60) < 1)
        #expect(width("مرحبا", 20) == width("مرحبا", 0) && width("नमस्ते", 20) == width("नमस्ते", 0))
    }

    @Test("Line height is a multiple of the font's own")
    func lineHeight() {
        func height(_ factor: Double) -> Double {
            layout(TextOverlay(text: "a\nb\nc", style: TextStyle(lineHeight: factor))).shape().height
        }
        #expect(abs(height(1.5) - 1.5 * height(1)) < 1 && abs(height(0.75) - 0.75 * height(1)) < 1)
    }

    @Test("A gradient goes from corner to corner, as CSS draws it")
    func gradient() {
        let box = Rectangle(minX: 0, minY: 0, maxX: 200, maxY: 100)
        func line(_ angle: Double) -> [Double] {
            let line = GradientLine(TextStyle.Gradient(colors: [.white, .black], angle: angle), across: box)
            return [line.start.x, line.start.y, line.end.x, line.end.y].map { $0.rounded() }
        }
        #expect(line(90) == [0, 50, 200, 50] && line(180) == [100, 0, 100, 100])
        #expect(line(45) == [25, 125, 175, -25])
    }
}
