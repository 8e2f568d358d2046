import Story
import Testing

@testable import Compositing
@testable import Conformance

/// Values at a limit conform. Values beyond it give a finding of the broken rule, and of no other.
@Suite struct StoryConformanceTests {
    /// A text of 100 × 100 px of the reference canvas, with its upper left corner at a point.
    private static func text(
        x: Double = 490, y: Double = 900, words: String = "Hello", start: Double = 0, end: Double = 5
    ) -> OverlayMeasure {
        OverlayMeasure(
            region: region(.text, x: x, y: y, start: start, end: end),
            text: OverlayMeasure.Text(words: words, fontSize: 72, weight: 700))
    }

    private static func region(
        _ kind: Overlay.Kind, x: Double, y: Double, rotation: Double = 0, start: Double = 0, end: Double = 5
    ) -> HitRegion {
        HitRegion(
            overlay: 0, payload: nil, kind: kind,
            center: HitRegion.Center(x: (x + 50) / 1080, y: (y + 50) / 1920),
            size: HitRegion.Size(width: 100 / 1080.0, height: 100 / 1920.0), rotation: rotation,
            cornerRadius: 0, start: start, end: end, subregions: [])
    }

    private static func slide(_ overlays: OverlayMeasure..., seconds: Double = 5) -> SlideReview {
        var slide = SlideReview(slide: 0, duration: seconds)
        slide.media = SlideReview.Media(enlargement: 2)
        slide.overlays = overlays
        return slide
    }

    private static func findings(
        _ slide: SlideReview, for preset: String = "story", missing: [FileReference] = []
    ) -> [Finding] {
        StoryConformance(of: [slide], missing: missing, for: Preset.named(preset) ?? .story).findings
    }

    private static func rules(_ slide: SlideReview, for preset: String = "story") -> [String] {
        findings(slide, for: preset).map(\.rule)
    }

    private static func rules(_ change: (inout OverlayMeasure) -> Void) -> [String] {
        var text = Self.text()
        change(&text)
        return rules(slide(text))
    }

    @Test("A font that is not installed gives a warning with similar names")
    func substitutedFont() throws {
        var slide = Self.slide(Self.text())
        slide.substitutions = [
            Substitution(
                .font, path: "$.font", reason: "\"Intr\" is not installed", taken: "\"X\" is taken",
                alternatives: ["\"Inter\""])
        ]
        let finding = try #require(Self.findings(slide).first)
        #expect(finding.rule == "text.font" && finding.severity == .warning && finding.path == "$.font")
        #expect(finding.found == "\"Intr\" is not installed; \"X\" is taken")
        #expect(finding.remedy().hasSuffix("such as \"Inter\"."))
    }

    @Test("Words that are broken across lines give a warning")
    func brokenWords() throws {
        #expect(Self.rules { $0.text?.brokenWords = ["@a_name"] } == ["text.broken-word"])
    }

    @Test("Slides that cannot be joined give an error, and a missing file is reported only once")
    func joinFault() {
        var slide = Self.slide(Self.text())
        slide.joinFault = "Its 2 slides last 18 s."
        #expect(Self.findings(slide).map(\.severity) == [.error] && Self.rules(slide) == ["story.joined"])
        slide.joinFault = nil
        slide.problems = [
            StoryProblem(
                path: "$.a.src", rule: .unusableFile, found: "There is no such file.", allowed: "a PNG")
        ]
        let missing = [FileReference(src: "gone.png", path: "$.a.src")]
        #expect(Self.findings(slide, missing: missing).map(\.rule) == ["media.missing"])
        #expect(
            Self.findings(slide).first?.description.contains("There is no such file, allowed: a PNG") == true)
    }

    @Test(
        "A text may touch the platform's controls, and gives a finding with side and pixels if it reaches under them",
        arguments: [
            (65.0, 900.0, 60.0, 900.0, "5 px at the left"), (915, 900, 920, 900, "5 px at the right"),
            (490, 269, 490, 264, "5 px at the top"), (490, 1436, 490, 1441, "5 px at the bottom"),
        ])
    func safeZone(x: Double, y: Double, beyondX: Double, beyondY: Double, said: String) throws {
        #expect(Self.rules(Self.slide(Self.text(x: x, y: y))).isEmpty)
        let findings = Self.findings(Self.slide(Self.text(x: beyondX, y: beyondY)))
        let finding = try #require(findings.first)
        #expect(findings.count == 1 && finding.rule == "overlay.safe-zone" && finding.severity == .warning)
        #expect(finding.path == "$.slides[0].overlays[0]")
        #expect(finding.found.hasSuffix(said), "\(finding)")
        #expect(finding.source == Preset.story.safeZone?.source)
        // The areas that Threads covers are not known.
        #expect(Self.rules(Self.slide(Self.text(x: beyondX, y: beyondY)), for: "threads").isEmpty)
    }

    @Test("A picture or an emoji may lie under the platform's controls, and extend over the canvas' edge")
    func pictures() {
        for kind in [Overlay.Kind.sticker, .emoji, .arrow] {
            let edge = OverlayMeasure(region: Self.region(kind, x: -50, y: 0))
            #expect(Self.rules(Self.slide(edge)).isEmpty, "\(kind)")
        }
        for kind in [Overlay.Kind.poll, .mention, .link] {
            let edge = OverlayMeasure(region: Self.region(kind, x: 490, y: 100))
            #expect(Self.rules(Self.slide(edge)) == ["overlay.safe-zone"], "\(kind)")
        }
    }

    @Test(
        "A text that extends over the canvas' edge gives a finding, and so does any overlay outside the canvas"
    )
    func canvas() {
        #expect(Self.rules(Self.slide(Self.text(x: 0, y: 900)), for: "threads").isEmpty)
        #expect(Self.rules(Self.slide(Self.text(x: -2, y: 900)), for: "threads") == ["overlay.canvas"])
        let outside = OverlayMeasure(region: Self.region(.sticker, x: 1080, y: 900))
        #expect(Self.rules(Self.slide(outside)) == ["overlay.canvas"])
    }

    @Test("The width of a rotated box includes its corners")
    func turned() {
        // 100 × 100 rotated by 45° is 141 px wide: 21 more on either side.
        func sticker(_ x: Double) -> OverlayMeasure {
            OverlayMeasure(region: Self.region(.poll, x: x, y: 900, rotation: 45))
        }
        #expect(Self.rules(Self.slide(sticker(86))).isEmpty)
        #expect(Self.rules(Self.slide(sticker(84))) == ["overlay.safe-zone"])
    }

    @Test("Large text needs 3:1 at its worst moment, small text 4.5:1")
    func contrast() {
        func rules(_ ratio: Double, size: Double = 72, weight: Int = 700) -> [String] {
            Self.rules { text in
                text.text?.fontSize = size
                text.text?.weight = weight
                text.text?.letters = [
                    LetterContrast(time: 1, ratio: 21), LetterContrast(time: 2, ratio: ratio),
                    LetterContrast(time: 3, ratio: nil),
                ]
            }
        }
        #expect(rules(3).isEmpty)
        #expect(rules(2.99) == ["text.contrast"])
        #expect(rules(3, size: 55.9) == ["text.contrast"])
        #expect(rules(4.5, size: 55.9).isEmpty)
        #expect(rules(3, size: 72, weight: 400).isEmpty)
        #expect(rules(4.49, size: 71.9, weight: 400) == ["text.contrast"])
    }

    @Test("A contrast just below the limit is rounded down in the finding")
    func roundsDown() throws {
        var text = Self.text()
        text.text?.letters = [LetterContrast(time: 2, ratio: 2.99)]
        let finding = try #require(Self.findings(Self.slide(text)).first)
        #expect(finding.found.contains("2.9:1") && finding.limit.contains("3:1"), "\(finding)")
    }

    @Test("A twentieth of a text's letters may be covered")
    func overlap() {
        func rules(_ share: Double) -> [String] {
            Self.rules { $0.text?.letters = [LetterContrast(time: 1, ratio: 9, coveredShare: share)] }
        }
        #expect(rules(0.05).isEmpty)
        #expect(rules(0.06) == ["overlay.overlap"])
    }

    @Test("Letters must be at least 33 px")
    func size() {
        let atLimit = Self.rules { $0.text?.fontSize = 33 }
        let below = Self.rules { $0.text?.fontSize = 32 }
        #expect(atLimit.isEmpty && below == ["text.size"])
    }

    @Test("A text must stay for a second per 17 characters, at least for 5/6 s, unless it is spoken")
    func readingTime() {
        let words = String(repeating: "x", count: 34)
        #expect(Self.rules(Self.slide(Self.text(words: words, end: 2))).isEmpty)
        #expect(Self.rules(Self.slide(Self.text(words: words, end: 1.9))) == ["text.reading-time"])
        #expect(Self.rules(Self.slide(Self.text(start: 1, end: 1 + 5.0 / 6))).isEmpty)
        #expect(Self.rules(Self.slide(Self.text(start: 1, end: 1.8))) == ["text.reading-time"])
        var spoken = Self.text(words: words, end: 1)
        spoken.text?.isSpoken = true
        #expect(Self.rules(Self.slide(spoken)).isEmpty)
    }

    @Test("A slide must last as long as the platform requires, and no longer than the preset allows")
    func duration() {
        #expect(Self.rules(Self.slide(seconds: 3)).isEmpty)
        #expect(Self.rules(Self.slide(seconds: 2.9)) == ["media.duration"])
        #expect(Self.rules(Self.slide(seconds: 4.9), for: "snapchat") == ["media.duration"])
        var long = Self.slide(seconds: 15)
        long.wantedDuration = 15
        #expect(Self.rules(long).isEmpty)
        long.wantedDuration = 15.1
        #expect(Self.findings(long).map(\.severity) == [.error])
        // The story does not say which part to show.
        var cut = Self.slide(seconds: 15)
        cut.media?.available = 15.1
        #expect(Self.rules(cut).isEmpty)
        cut.media?.available = 23
        #expect(Self.findings(cut).map(\.severity) == [.warning])
    }

    @Test("Joined slides need the minimum duration only together")
    func joined() {
        func rules(_ seconds: Double) -> [String] {
            let slides = [Self.slide(seconds: seconds), Self.slide(seconds: seconds)]
            return StoryConformance(of: slides, missing: [], for: .story, joined: true).findings.map(\.rule)
        }
        #expect(rules(1.5).isEmpty)
        #expect(rules(1.4) == ["media.duration"])
    }

    @Test("A picture may be enlarged to twice its size, and no more")
    func resolution() {
        var slide = Self.slide()
        #expect(Self.rules(slide).isEmpty)
        slide.media?.enlargement = 2.1
        #expect(Self.rules(slide) == ["media.resolution"])
    }

    @Test(
        "Undrawable overlays and unusable media are errors, and a story is incomplete if only files are missing"
    )
    func unusable() throws {
        let file = FileReference(src: "a.mp4", path: "$.slides[0].media.src", isMedium: true)
        let incomplete = StoryConformance(of: [Self.slide()], missing: [file], for: .story)
        #expect(incomplete.findings.map(\.rule) == ["media.missing"] && incomplete.isOnlyIncomplete)
        var slide = Self.slide()
        slide.fault = "It is no clip."
        slide.problems = [
            StoryProblem(
                path: "$.slides[0].overlays[1].text", rule: .missingGlyph, found: "U+1", allowed: "others"),
            StoryProblem(path: "$.slides[0].overlays[2].src", rule: .unusableFile, found: "f", allowed: "p"),
            StoryProblem(path: "$.slides[0].overlays[3].text", rule: .outOfRange, found: "f", allowed: "p"),
        ]
        let wrong = StoryConformance(of: [slide], missing: [file], for: .story)
        #expect(
            wrong.findings.map(\.rule) == [
                "media.missing", "media.unusable", "text.glyphs", "overlay.file", "overlay.size",
            ])
        #expect(wrong.findings.allSatisfy { $0.severity == .error })
        #expect(!wrong.isOnlyIncomplete)
        let right = StoryConformance(of: [Self.slide()], missing: [], for: .story)
        #expect(!right.isOnlyIncomplete)
    }
}
