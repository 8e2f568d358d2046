import Libav
import Story
import TestSupport
import Testing

@testable import Compositing

private let canvas = PixelArea(x: 0, y: 0, width: 90, height: 160)

private func compositor(_ overlays: [Overlay]) throws(CompositingError) -> Compositor {
    try Compositor(
        overlays: overlays, canvasWidth: 90, canvasHeight: 160, slideDuration: 4, baseDirectory: "/")
}

/// A white block of about 30 by 20 pixels.
private func block(_ placement: Placement = Placement(width: 1), _ presence: Presence = Presence()) -> Overlay
{
    let style = TextStyle(
        font: .init(size: 120), background: .init(mode: .block, color: .white, padding: 100, radius: 0))
    return .text(TextOverlay(text: "■", style: style, placement: placement, presence: presence))
}

/// The total light over a black slide, and its centre.
private struct Light {
    var sum = 0.0
    var x = 0.0
    var y = 0.0

    init(_ compositor: Compositor, at seconds: Double) throws {
        var frame = try Frame.filled(width: 90, height: 160)
        try compositor.draw(at: seconds, onto: &frame)
        for (index, sample) in frame.samples(of: 0).enumerated() where sample > 16 {
            let light = Double(sample) - 16
            sum += light
            x += light * (Double(index % 90) + 0.5)
            y += light * (Double(index / 90) + 0.5)
        }
        if sum > 0 {
            x /= sum
            y /= sum
        }
    }
}

@Suite struct MotionTests {
    @Test(
        "Slow motion is even: an overlay's middle is never 0.15 pixels from its exact place",
        arguments: [0.0, 30])
    func smoothness(degrees: Double) throws {
        // 10 pixels a second, to the right and down.
        let overlay = block(
            Placement(
                x: .keyframes([Keyframe(time: 0, value: 0.4), Keyframe(time: 2, value: 0.4 + 20.0 / 90)]),
                y: .keyframes([Keyframe(time: 0, value: 0.4), Keyframe(time: 2, value: 0.4 + 20.0 / 160)]),
                width: 1, rotation: .constant(degrees)))
        let compositor = try compositor([overlay])
        let first = try Light(compositor, at: 0)
        var last = first
        for frame in 1...59 {
            let light = try Light(compositor, at: Double(frame) / 30)
            let way = Double(frame) / 3
            #expect(abs(light.x - first.x - way) < 0.15, "frame \(frame): \(light.x - first.x), not \(way)")
            #expect(abs(light.y - first.y - way) < 0.15, "frame \(frame): \(light.y - first.y), not \(way)")
            #expect(light.x > last.x && light.y > last.y)
            #expect(abs(light.sum / first.sum - 1) < 0.01)
            last = light
        }
    }

    @Test("An overlay that turns or grows slowly keeps its middle, and its area matches its scale")
    func turningSmoothly() throws {
        let overlay = block(
            Placement(
                width: 1, scale: .keyframes([Keyframe(time: 0, value: 1), Keyframe(time: 3, value: 1.6)]),
                rotation: .keyframes([Keyframe(time: 0, value: 0), Keyframe(time: 3, value: 90)])))
        let compositor = try compositor([overlay])
        let first = try Light(compositor, at: 0)
        for frame in stride(from: 1, through: 100, by: 9) {
            let seconds = Double(frame) / 30
            let light = try Light(compositor, at: seconds)
            let scale = 1 + 0.6 * min(1, seconds / 3)
            #expect(abs(light.x - first.x) < 0.3 && abs(light.y - first.y) < 0.3, "frame \(frame)")
            #expect(abs(light.sum / first.sum / (scale * scale) - 1) < 0.03, "frame \(frame)")
        }
    }

    @Test("Equal states draw equal pixels, whatever was drawn before")
    func equalStates() throws {
        let overlay = block(
            Placement(
                x: .keyframes([Keyframe(time: 0, value: 0.2), Keyframe(time: 1, value: 0.8)]), width: 1),
            Presence(
                enter: Transition(.spin, duration: 1), cycle: Cycle(.pulse, period: 1),
                exit: Transition(.wipe, duration: 1)))
        let used = try compositor([overlay])
        for frame in 0..<120 {
            var picture = try Frame.filled(width: 90, height: 160)
            try used.draw(at: Double(frame) / 30, onto: &picture)
        }
        #expect(used.state(at: 1.5) == used.state(at: 2.5))
        for seconds in [0.3, 1.5, 2.5, 3.4] {
            var one = try Frame.filled(width: 90, height: 160)
            var other = try Frame.filled(width: 90, height: 160)
            try used.draw(at: seconds, onto: &one)
            try compositor([overlay]).draw(at: seconds, onto: &other)
            for plane in 0..<3 { #expect(one.samples(of: plane) == other.samples(of: plane)) }
        }
    }

    @Test("A move by whole pixels shows exactly the same pixels, also in chroma at half the resolution")
    func wholePixels() throws {
        let bitmap = Bitmap(width: 3, height: 2, pixels: [1, 2, 3, 4, 5, 6].map { 0xff00_0000 | $0 << 16 })
        let placed = PlacedBitmap(bitmap: bitmap, x: 10, y: 20)
        #expect(placed.shifted(byX: 8, y: -16) == PlacedBitmap(bitmap: bitmap, x: 11, y: 18))
        let overlay = OverlayBitmap(placed).moved(byX: 4, y: -6)
        #expect(
            overlay.x == 14 && overlay.y == 14 && overlay.luma.samples == OverlayBitmap(placed).luma.samples)
    }

    @Test(
        "A move by a fraction of a pixel keeps the sum of all alpha, and moves the middle by that fraction",
        arguments: 1..<8)
    func partsOfPixels(eighths: Int) {
        var bitmap = Bitmap(width: 6, height: 5)
        for y in 1..<4 { for x in 1..<5 { bitmap.pixels[y * 6 + x] = 0xc0c0_6000 } }
        let shifted = PlacedBitmap(bitmap: bitmap, x: 0, y: 0).shifted(byX: eighths, y: 0)
        var sum = 0.0
        var moment = 0.0
        for y in 0..<shifted.bitmap.height {
            for x in 0..<shifted.bitmap.width {
                let pixel = shifted.bitmap[x, y]
                #expect(pixel.red <= pixel.alpha && pixel.green <= pixel.alpha)
                sum += Double(pixel.alpha)
                moment += Double(pixel.alpha) * (Double(x + shifted.x) + 0.5)
            }
        }
        // Cubic interpolation goes below 0 beside an edge, but alpha cannot.
        #expect(abs(sum / (12 * 192) - 1) < 0.04)
        #expect(abs(moment / sum - 3 - Double(eighths) / 8) < 0.06)
    }

    @Test("Only changes are drawn: an unchanged state is not drawn again")
    func drawsOnce() throws {
        let drawn = DrawnLayer()
        let state = LayerState(picture: 0, opacity: 256, scale: 900)
        let empty = OverlayBitmap(PlacedBitmap(bitmap: Bitmap(width: 0, height: 0), x: 0, y: 0))
        var count = 0
        for scale in [900, 900, 901, 901, 900] {
            var state = state
            state.scale = scale
            _ = try drawn.overlay(for: state) { () throws(LayerFailure) in
                count += 1
                return empty
            }
        }
        #expect(count == 3)
    }

    @Test("The region at a moment is where the overlay is at that moment")
    func boundsAtMoment() throws {
        let overlay = block(
            Placement(
                x: .keyframes([Keyframe(time: 0, value: 0.25), Keyframe(time: 2, value: 0.75)]), width: 1,
                scale: .keyframes([Keyframe(time: 0, value: 2), Keyframe(time: 2, value: 1)]),
                rotation: .keyframes([Keyframe(time: 0, value: -90), Keyframe(time: 2, value: 0)])),
            Presence(end: 3))
        let compositor = try compositor([overlay])
        let settled = try #require(compositor.hitRegions.first)
        let start = try #require(compositor.hitRegions(at: 0)[0])
        let middle = try #require(compositor.hitRegions(at: 1)[0])
        #expect(abs(settled.center.x - 0.75) < 0.01 && settled.rotation == 0)
        #expect(abs(start.center.x - 0.25) < 0.01 && abs(start.size.width / settled.size.width - 2) < 0.01)
        #expect(abs(middle.center.x - 0.5) < 0.01 && abs(middle.size.width / settled.size.width - 1.5) < 0.01)
        #expect(abs((start.rotation - 270).truncatingRemainder(dividingBy: 360)) < 0.02)
        #expect(compositor.hitRegions(at: 3)[0] == nil)
    }

    @Test("An overlay at scale 2 is drawn as sharp as one of twice the size")
    func scale() throws {
        func edge(_ overlay: Overlay) throws -> Int {
            var frame = try Frame.filled(width: 90, height: 160)
            try compositor([overlay]).draw(at: 0, onto: &frame)
            return frame.samples(of: 0).count { $0 == 235 }
        }
        let one = try edge(block())
        let two = try edge(block(Placement(width: 1, scale: 2)))
        #expect(abs(Double(two) / Double(one) - 4) < 0.1)
    }
}
