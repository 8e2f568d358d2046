import Story
import Testing

@testable import Compositing

/// Pictures of one colour each, which differ in their red.
private final class CountingSource: StickerSource, @unchecked Sendable {
    let seconds: [Double]
    let side: Int
    private var position = 0
    private(set) var reads = 0
    private(set) var rewinds = 0

    init(seconds: [Double], side: Int = 8) {
        self.seconds = seconds
        self.side = side
    }

    func next() throws(LayerFailure) -> StickerPicture? {
        guard position < seconds.count else { return nil }
        defer {
            position += 1
            reads += 1
        }
        let pixel = UInt32(alpha: 255, red: position, green: 0, blue: 0)
        return StickerPicture(
            bitmap: Bitmap(width: side, height: side, pixels: Array(repeating: pixel, count: side * side)),
            seconds: seconds[position])
    }

    func rewind() throws(LayerFailure) {
        position = 0
        rewinds += 1
    }
}

private let renderer = StickerRenderer(
    placement: Placement(width: 0.25), canvasWidth: 32, canvasHeight: 64,
    changes: LayerChanges(Placement(width: 0.25), Presence(enter: Transition(.pop))))

@Suite struct AnimationTimingTests {
    private func timing(_ seconds: [Double], loops: Bool) -> AnimationTiming {
        var timing = AnimationTiming(loops: loops)
        for second in seconds { timing.append(seconds: second) }
        return timing
    }

    @Test("Each picture is shown from its start until just before its end")
    func ownTiming() {
        let timing = timing([0.1, 0.3, 0.05], loops: true)
        let expected = [
            (0.0, 0), (0.099, 0), (0.1, 1), (0.399, 1), (0.4, 2), (0.449, 2), (0.45, 0), (0.55, 1),
        ]
        for (time, index) in expected { #expect(timing.index(at: time) == index) }
        #expect(timing.index(at: 450.12) == 1)
    }

    @Test("Without a loop the last picture stays")
    func hold() {
        let timing = timing([0.1, 0.1], loops: false)
        #expect([0.05, 0.15, 0.2, 99].map { timing.index(at: $0) } == [0, 1, 1, 1])
    }

    @Test("Inexact frame times do not show the previous picture")
    func inexactTimes() {
        let timing = timing(Array(repeating: 0.1, count: 30), loops: true)
        for frame in 0..<900 {
            #expect(timing.index(at: Double(frame) / 30) == frame / 3 % 30)
        }
    }

    @Test("Pictures without duration and single pictures do no harm")
    func degenerate() {
        #expect(timing([], loops: true).index(at: 3) == 0)
        #expect(timing([0], loops: true).index(at: 3) == 0)
        #expect(timing([0, 0], loops: true).index(at: 3) == 0)
    }
}

@Suite struct StickerAnimationTests {
    @Test("Pictures beyond the memory limit are read again when they are shown, and are the same")
    func budget() throws {
        let source = CountingSource(seconds: Array(repeating: 0.1, count: 6))
        var plenty = 1 << 20
        let whole = try StickerAnimation(
            CountingSource(seconds: source.seconds), loops: true, seconds: 5, memory: &plenty,
            renderer: renderer)
        let one = try whole.picture(0).bytes
        var memory = 3 * one
        let animation = try StickerAnimation(
            source, loops: true, seconds: 5, memory: &memory, renderer: renderer)
        #expect(memory == 0 && source.reads == 6)
        for index in [0, 1, 2, 3, 4, 5, 5, 0, 3, 4] {
            #expect(try animation.picture(index).source?.rest == whole.picture(index).source?.rest)
        }
        // 0…3, 4, 5 in the first round, 0…3, 4 in the second: kept pictures are not read again.
        #expect(source.reads == 6 + 6 + 5 && source.rewinds == 2)
    }

    @Test("Pictures that are never shown are not read")
    func window() throws {
        let source = CountingSource(seconds: Array(repeating: 0.1, count: 50))
        var memory = 1 << 20
        _ = try StickerAnimation(source, loops: true, seconds: 0.25, memory: &memory, renderer: renderer)
        #expect(source.reads == 3)
    }

    @Test("A sticker that would be taller than two canvases is refused")
    func tooTall() {
        var memory = 1 << 20
        let tall = StickerRenderer(
            placement: Placement(width: 2), canvasWidth: 64, canvasHeight: 31,
            changes: LayerChanges(Placement(width: 2), Presence()))
        #expect(throws: LayerFailure.self) {
            try tall.box(for: Bitmap(width: 1, height: 2))
        }
        #expect(throws: Never.self) { try tall.box(for: Bitmap(width: 1, height: 1)) }
        #expect(throws: LayerFailure.unusable("the file has no picture")) {
            try StickerAnimation(
                CountingSource(seconds: []), loops: true, seconds: 1, memory: &memory, renderer: renderer)
        }
    }
}

@Suite struct AppearanceTests {
    private let surroundings = Surroundings(
        canvasWidth: 90, canvasHeight: 160, extent: Rectangle(minX: 10, minY: 20, maxX: 80, maxY: 40))

    @Test("A fade rises evenly and then stays")
    func fade() {
        let fade = Transition(.fade, duration: 2)
        #expect(
            [-1, 0, 1, 2, 9].map { fade.appearance(after: $0, .entering, in: surroundings).opacity } == [
                0, 0, 0.5, 1, 1,
            ])
        #expect(fade.appearance(after: 1, .entering, in: surroundings).scale == 1)
    }

    @Test("A pop grows from nothing past its own size to 1.08, and then shrinks to its own size")
    func pop() {
        let pop = Transition(.pop, duration: 1)
        let scales = (0...1000).map {
            pop.appearance(after: Double($0) / 1000, .entering, in: surroundings).scale
        }
        #expect(scales.first == 0 && scales.last == 1)
        #expect(abs((scales.max() ?? 0) - 1.08) < 1e-4)
        #expect(pop.appearance(after: 0.5, .entering, in: surroundings).opacity == 1)
    }

    @Test("A transition without duration or animation changes nothing")
    func none() {
        #expect(
            Transition(.none, duration: 5).appearance(after: 0, .entering, in: surroundings) == Appearance())
        #expect(
            Transition(.pop, duration: 0).appearance(after: 0, .entering, in: surroundings) == Appearance())
    }
}
