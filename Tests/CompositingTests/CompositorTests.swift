import Foundation
import Libav
import Story
import TestSupport
import Testing

@testable import Compositing

private func compositor(_ overlays: [Overlay], folder: String = "/") throws(CompositingError) -> Compositor {
    try Compositor(
        overlays: overlays, canvasWidth: 90, canvasHeight: 160, slideDuration: 4, baseDirectory: folder)
}

private func block(_ presence: Presence, x: Double = 0.5, y: Double = 0.5, rotation: Double = 0) -> Overlay {
    let style = TextStyle(
        font: .init(size: 120), background: .init(mode: .block, color: .white, padding: 30, radius: 0))
    return .text(
        TextOverlay(
            text: "■", style: style,
            placement: Placement(x: .constant(x), y: .constant(y), width: 1, rotation: .constant(rotation)),
            presence: presence))
}

/// The frame of a black slide at a moment.
private func luma(_ compositor: Compositor, at seconds: Double) throws -> [UInt8] {
    var frame = try Frame.filled(width: 90, height: 160)
    try compositor.draw(at: seconds, onto: &frame)
    return frame.samples(of: 0)
}

@Suite struct CompositorTests {
    @Test("An overlay is visible from its start until just before its end")
    func window() throws {
        let compositor = try compositor([block(Presence(start: 1, end: 2))])
        #expect(compositor.state(at: 0.999).isEmpty && compositor.state(at: 2).isEmpty)
        #expect(!compositor.state(at: 1).isEmpty && !compositor.state(at: 1.999).isEmpty)
        #expect(try luma(compositor, at: 0.5).allSatisfy { $0 == 16 })
        #expect(try luma(compositor, at: 1)[80 * 90 + 45] == 235)
        #expect(try luma(compositor, at: 2).allSatisfy { $0 == 16 })
    }

    @Test("An overlay without an end is visible until the slide's end, and exits there")
    func noEnd() throws {
        let compositor = try compositor([block(Presence(exit: Transition(.fade, duration: 1)))])
        #expect(try luma(compositor, at: 2.9)[80 * 90 + 45] == 235)
        #expect(try luma(compositor, at: 3.5)[80 * 90 + 45] == 126)
        #expect(compositor.state(at: 4).isEmpty)
    }

    @Test("Equal states draw equal pixels, and states differ while something changes")
    func states() throws {
        let compositor = try compositor([block(Presence(enter: Transition(.fade, duration: 1)))])
        #expect(compositor.state(at: 1) == compositor.state(at: 3))
        #expect(try luma(compositor, at: 1) == luma(compositor, at: 3))
        #expect(compositor.state(at: 0.2) != compositor.state(at: 0.4))
        #expect(compositor.state(at: 0).isEmpty)
    }

    @Test("A pop draws the overlay larger and smaller about its middle")
    func pop() throws {
        let compositor = try compositor([block(Presence(enter: Transition(.pop, duration: 1)))])
        func width(at seconds: Double) throws -> Int {
            try luma(compositor, at: seconds)[(80 * 90)..<(81 * 90)].count { $0 > 126 }
        }
        let full = try width(at: 1)
        #expect(try width(at: 0.1) < full / 2)
        // The overshoot has its peak at t = 1 - 2c / 3(c + 1) with c = 1.5.
        let widest = try width(at: 0.6)
        #expect(full < 80 && widest > full && abs(Double(widest) - Double(full) * 1.08) <= 1)
        let row = try luma(compositor, at: 0.2)[(80 * 90)..<(81 * 90)].map { $0 > 126 }
        let left = try #require(row.firstIndex(of: true))
        let right = try #require(row.lastIndex(of: true))
        #expect(abs(left + right - 89) <= 1)
    }

    @Test(
        "Overlays half outside the canvas are cropped at its edge",
        arguments: [(0.0, 0.5), (1, 0.5), (0.5, 0), (1, 1)])
    func edges(x: Double, y: Double) throws {
        let compositor = try compositor([block(Presence(), x: x, y: y, rotation: 30)])
        let picture = try luma(compositor, at: 0)
        let column = min(89, Int(x * 90))
        let row = min(159, Int(y * 160))
        #expect(picture[row * 90 + column] == 235)
        #expect(picture.contains(16))
    }

    @Test("Later overlays lie on top of earlier ones")
    func stacking() throws {
        var style = TextStyle(font: .init(size: 120), background: .init(mode: .block, color: .black))
        style.color = .black
        let black = Overlay.text(TextOverlay(text: "■", style: style))
        let white = block(Presence())
        #expect(try luma(compositor([black, white]), at: 0)[80 * 90 + 45] == 235)
        #expect(try luma(compositor([white, black]), at: 0)[80 * 90 + 45] == 16)
    }

    @Test("Hit regions are shares of the canvas about the middle of the box")
    func hitRegion() throws {
        let overlay = Overlay.text(
            TextOverlay(
                text: "Box", style: TextStyle(background: .init(mode: .block, padding: 24)),
                placement: Placement(x: 0.1, y: 0.2, anchor: .topLeft, width: 0.8),
                presence: Presence(start: 1)))
        let region = try #require(try compositor([overlay]).hitRegions.first)
        #expect(abs(region.center.x - region.size.width / 2 - 0.1) < 0.01)
        #expect(abs(region.center.y - region.size.height / 2 - 0.2) < 0.01)
        #expect(region.start == 1 && region.end == 4 && region.rotation == 0 && region.overlay == 0)
        #expect(region.kind == .text && region.payload == nil && region.subregions.isEmpty)
    }

    @Test("Characters that no font has and stickers that are missing are reported together, before drawing")
    func problems() {
        let error = #expect(throws: CompositingError.self) {
            try compositor([
                .text(TextOverlay(text: "a\u{f8ff}b\u{10fffd}\u{f8ff}")),
                .sticker(StickerOverlay(src: "no-such-file.png")),
            ])
        }
        guard case .unusable(let problems) = error else {
            Issue.record("not the problems of a story")
            return
        }
        #expect(problems.map(\.rule) == [.missingGlyph, .unusableFile])
        #expect(problems.map(\.path) == ["$.slides[0].overlays[0].text", "$.slides[0].overlays[1].src"])
        #expect(problems[0].found.hasPrefix("U+F8FF, U+10FFFD,"))
    }

    @Test("A text that would be taller than two canvases is refused")
    func tallText() {
        let text = String(repeating: "word ", count: 300)
        let style = TextStyle(font: .init(size: 300))
        let error = #expect(throws: CompositingError.self) {
            try compositor([.text(TextOverlay(text: text, style: style))])
        }
        guard case .unusable(let problems) = error else {
            Issue.record("not the problems of a story")
            return
        }
        #expect(problems.map(\.rule) == [.outOfRange])
    }

    @Test("A font family that is not installed is reported, and the text is drawn anyway")
    func substitution() throws {
        let style = TextStyle(font: .init(family: "No Such Family 7"))
        let compositor = try compositor([
            .text(TextOverlay(text: "Hello", style: style)),
            .text(TextOverlay(text: "Hello", style: TextStyle(font: .init(family: "sans-serif")))),
        ])
        #expect(compositor.substitutions.count == 1)
        #expect(
            compositor.substitutions[0].hasPrefix(
                #"$.slides[0].overlays[0].font.family: "No Such Family 7" is not installed"#))
        #expect(!compositor.state(at: 0).isEmpty)
    }

    @Test("A frame of another size or format is refused")
    func wrongFrame() throws {
        let compositor = try compositor([])
        var small = try Frame.filled(width: 88, height: 160)
        #expect(throws: CompositingError.self) { try compositor.draw(at: 0, onto: &small) }
        var rgb = try Frame(width: 90, height: 160, format: .rgb24)
        #expect(throws: CompositingError.self) { try compositor.draw(at: 0, onto: &rgb) }
    }
}

@Suite(.enabled(if: Clips.areAvailable, Clips.absence)) struct RealStickerTests {
    /// The pictures and durations are those of `expected.json`.
    @Test(
        "Moving stickers of each format keep their own timing",
        arguments: [
            ("sticker_animated_512.webp", 20, 1.6), ("sticker_animated.apng", 101, 3.03),
            ("sticker_animated.gif", 30, 0.9),
        ])
    func timing(name: String, pictures: Int, seconds: Double) throws {
        let source = try StickerFile(path: Clips.path("images/\(name)"))
        var timing = AnimationTiming(loops: true)
        while let picture = try source.next() { timing.append(seconds: picture.seconds) }
        #expect(timing.ends.count == pictures)
        #expect(abs(timing.duration - seconds) < 0.001)
    }

    /// `rgba16.png` is #3377ff at 17/255 there: 16 + 219 × 17/255 × 0.449 = 22.6.
    @Test(
        "Stickers are drawn with their transparency",
        arguments: [
            ("emoji_512_alpha.png", 195...210),
            ("sticker_static_512.webp", 60...235),
            ("rgba16.png", 22...23),
        ] as [(String, ClosedRange<UInt8>)])
    func stills(name: String, middle: ClosedRange<UInt8>) throws {
        let compositor = try compositor(
            [.sticker(StickerOverlay(src: name, placement: Placement(width: 0.8)))],
            folder: Clips.path("images"))
        let picture = try luma(compositor, at: 0)
        #expect(middle.contains(picture[80 * 90 + 45]))
        #expect(picture[0] == 16 && picture[159 * 90 + 89] == 16)
    }

    @Test("A sticker of 144 megapixels is refused without being decoded")
    func bomb() {
        let error = #expect(throws: CompositingError.self) {
            try compositor(
                [.sticker(StickerOverlay(src: "huge_16000x9000.webp"))], folder: Clips.path("broken"))
        }
        #expect(error?.description.contains("million") == true)
    }
}
