import Libav
import Story
import Testing

@testable import Compositing

private func words(_ text: String, each seconds: Double = 0.5) -> [CaptionWord] {
    text.split(separator: " ").enumerated().map { index, word in
        let start = Double(index) * seconds
        return CaptionWord(text: String(word), start: start, end: start + seconds)
    }
}

/// Two words on each line.
private func twoPerLine(_ range: Range<Int>) -> [Int] { range.indices.map { ($0 - range.lowerBound) / 2 } }

@Suite struct CaptionPagesTests {
    @Test("A page has no more lines than it may have", arguments: [1, 2, 3])
    func lines(count: Int) {
        let pages = CaptionPages.divide(words("a b c d e f g"), Captions(lines: count), lines: twoPerLine)
        let expected = [1: [0..<2, 2..<4, 4..<6, 6..<7], 2: [0..<4, 4..<7], 3: [0..<6, 6..<7]]
        #expect(pages == expected[count])
    }

    @Test("A pause begins a new page")
    func pause() {
        var spoken = words("a b c")
        spoken[2].start = 2.1
        spoken[2].end = 2.5
        #expect(CaptionPages.divide(spoken, Captions(), lines: twoPerLine) == [0..<2, 2..<3])
    }

    @Test("A word marked as the beginning of a page begins one, however soon it is spoken")
    func beginning() {
        var spoken = words("Why ? Because")
        spoken[2].beginning = .page
        #expect(CaptionPages.divide(spoken, Captions(), lines: twoPerLine) == [0..<2, 2..<3])
        spoken[2].beginning = .line
        #expect(CaptionPages.divide(spoken, Captions(), lines: twoPerLine) == [0..<3])
    }

    @Test("With one word at a time, each word is a page")
    func single() {
        #expect(
            CaptionPages.divide(words("a b"), Captions(mode: .word), lines: twoPerLine) == [0..<1, 1..<2])
    }
}

@Suite struct CaptionTimelineTests {
    private typealias Step = CaptionTimeline.Step

    private func seen(_ timeline: CaptionTimeline, at seconds: Double) -> Step? {
        timeline.index(at: seconds).map { timeline.steps[$0] }
    }

    @Test("The spoken word is active, and the next page follows without a gap")
    func highlight() {
        let timeline = CaptionTimeline(words: words("a b c"), pages: [0..<2, 2..<3], mode: .highlight)
        #expect(seen(timeline, at: 0) == Step(start: 0, page: 0, active: 0))
        #expect(seen(timeline, at: 0.499) == Step(start: 0, page: 0, active: 0))
        #expect(seen(timeline, at: 0.5) == Step(start: 0.5, page: 0, active: 1))
        #expect(seen(timeline, at: 1) == Step(start: 1, page: 1, active: 2))
    }

    @Test("The last page stays for a second after its last word, without an active word, and then disappears")
    func hold() {
        let timeline = CaptionTimeline(words: words("a"), pages: [0..<1], mode: .highlight)
        #expect(seen(timeline, at: 0.6) == Step(start: 0.5, page: 0))
        #expect(seen(timeline, at: 1.49) == Step(start: 0.5, page: 0))
        #expect(seen(timeline, at: 1.5) == nil)
    }

    @Test("Nothing is visible before the first word")
    func before() {
        let timeline = CaptionTimeline(
            words: [CaptionWord(text: "a", start: 3, end: 4)], pages: [0..<1], mode: .highlight)
        #expect(timeline.index(at: 2.99) == nil && timeline.index(at: 3) == 0)
    }

    @Test("A short pause between words does not flicker, and a longer one leaves no word active")
    func pauses() {
        let spoken = [
            CaptionWord(text: "a", start: 0, end: 0.4), CaptionWord(text: "b", start: 0.6, end: 1),
            CaptionWord(text: "c", start: 1.5, end: 2),
        ]
        let timeline = CaptionTimeline(words: spoken, pages: [0..<3], mode: .highlight)
        #expect(seen(timeline, at: 0.5)?.active == 0 && seen(timeline, at: 0.7)?.active == 1)
        #expect(seen(timeline, at: 1.2)?.page == 0 && seen(timeline, at: 1.2)?.active == nil)
    }

    @Test("Revealed words appear one after the other and stay")
    func reveal() {
        let timeline = CaptionTimeline(words: words("a b c"), pages: [0..<3], mode: .reveal)
        #expect([0, 0.5, 1].map { seen(timeline, at: $0)?.hiddenFrom } == [1, 2, nil])
    }

    @Test("Frame times with rounding errors show the word that begins then")
    func rounding() {
        let timeline = CaptionTimeline(words: words("a b", each: 0.1), pages: [0..<2], mode: .highlight)
        #expect(seen(timeline, at: 0.1 - 1e-12)?.active == 1)
    }
}

@Suite struct CaptionTrackTests {
    private func compositor(
        _ captions: Captions, background: TextStyle.Background.Mode = .none
    ) throws -> Compositor {
        var style = TextStyle(font: .init(size: 160))
        style.background.mode = background
        style.background.color = .white
        let overlay = TextOverlay(
            content: .words(words("one two three four")), style: style,
            captions: captions, placement: Placement(width: 0.9))
        return try Compositor(
            overlays: [.text(overlay)], canvasWidth: 108, canvasHeight: 192, slideDuration: 9,
            baseDirectory: "/")
    }

    private func frame(_ compositor: Compositor, at seconds: Double) throws -> (luma: [UInt8], cb: [UInt8]) {
        var frame = try Frame.filled(width: 108, height: 192)
        try compositor.draw(at: seconds, onto: &frame)
        return (frame.samples(of: 0), frame.samples(of: 1))
    }

    @Test("States change with the word, and equal states draw equal pixels, in any order")
    func states() throws {
        let compositor = try compositor(Captions())
        #expect(compositor.state(at: 0.1) == compositor.state(at: 0.4))
        #expect(compositor.state(at: 0.1) != compositor.state(at: 0.6))
        let first = try frame(compositor, at: 0.1)
        let second = try frame(compositor, at: 0.6)
        #expect(first.cb != second.cb)
        #expect(try frame(compositor, at: 0.4).cb == first.cb)
        #expect(compositor.state(at: 8).isEmpty)
    }

    @Test("The active word is coloured: yellow has little blue, and white has no colour cast")
    func color() throws {
        #expect(try frame(compositor(Captions()), at: 0.1).cb.min().map { $0 < 80 } == true)
        let white = Captions(color: .white)
        #expect(try frame(compositor(white), at: 0.1).cb.allSatisfy { (126...130).contains($0) })
    }

    @Test("Revealed words are added to the visible ones, which keep their places")
    func reveal() throws {
        let compositor = try compositor(Captions(mode: .reveal))
        let one = try frame(compositor, at: 0.1).luma
        let two = try frame(compositor, at: 0.6).luma
        #expect(zip(one, two).allSatisfy { $0 <= $1 } && one != two)
    }

    @Test(
        "The box behind revealed words grows with them", arguments: [TextStyle.Background.Mode.pill, .block])
    func revealedBox(mode: TextStyle.Background.Mode) throws {
        let compositor = try compositor(Captions(mode: .reveal), background: mode)
        // The box is white; the first page has all four words.
        let sizes = try [0.1, 0.6, 1.1, 1.6].map { try frame(compositor, at: $0).luma.count { $0 > 200 } }
        #expect(sizes[0] > 0 && zip(sizes, sizes.dropFirst()).allSatisfy { $0 < $1 }, "\(sizes)")
    }

    @Test("A word that begins a line follows a line feed, except at the start of the text")
    func lines() {
        var spoken = words("- Really? - Yes.")
        spoken[0].beginning = .page
        spoken[2].beginning = .line
        let overlay = TextOverlay(content: .words(spoken))
        #expect(overlay.text == "- Really?\n- Yes.")
        let ranges = overlay.content.separateWords.map(\.range)
        #expect(ranges == [0..<1, 2..<9, 10..<11, 12..<16])
    }

    @Test("Words of scripts that write no spaces are joined without spaces")
    func blanks() {
        #expect(CaptionWord.joined(["これ", "は", "日本語"]) == "これは日本語")
        #expect(CaptionWord.joined(["안녕", "세계", "and", "世界"]) == "안녕 세계 and 世界")
    }

    @Test("Characters that no font has are named, with the captions' place")
    func missing() {
        let overlay = TextOverlay(content: .words([CaptionWord(text: "\u{f8ff}", start: 0, end: 1)]))
        let error = #expect(throws: CompositingError.self) {
            try Compositor(
                overlays: [.text(overlay)], canvasWidth: 90, canvasHeight: 160, slideDuration: 4,
                baseDirectory: "/")
        }
        #expect(error?.description.hasPrefix("$.slides[0].overlays[0].words: got U+F8FF") == true)
    }
}
