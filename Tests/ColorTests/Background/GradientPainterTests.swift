import Libav
import Story
import Testing

@testable import Color

@Suite struct GradientPainterTests {
    @Test(
        "A colour becomes the code values of BT.709",
        arguments: [
            (Color.white, 235.0, 128.0, 128.0), (.black, 16, 128, 128),
            // ITU-R BT.2111: the primaries at full level in 8 bits.
            (Color(red: 255, green: 0, blue: 0), 62.6, 102.3, 240),
            (Color(red: 0, green: 0, blue: 255), 31.8, 240, 117.7),
            // Half transparent white lies on black.
            (Color(red: 255, green: 255, blue: 255, alpha: 51), 59.8, 128, 128),
        ])
    func convertsColors(color: Color, luma: Double, cb: Double, cr: Double) {
        let video = VideoColor(color)
        #expect(
            abs(video.luma - luma) < 0.1 && abs(video.cb - cb) < 0.1 && abs(video.cr - cr) < 0.1, "\(video)")
    }

    @Test(
        "A linear gradient runs where its angle points, from corner to corner",
        arguments: [
            (0.0, (45, 150), (45, 10)), (90, (5, 80), (85, 80)), (180, (45, 10), (45, 150)),
            (135, (2, 2), (87, 157)),
        ])
    func pointsWhereAngleSays(angle: Double, start: (Int, Int), end: (Int, Int)) throws {
        let luma = try Self.luma(BackgroundGradient(colors: [.black, .white], angle: .constant(angle)))
        #expect(luma(start.0, start.1) < 40)
        #expect(luma(end.0, end.1) > 210)
        #expect(abs(luma(45, 80) - 125) <= 2)
    }

    @Test("A radial gradient begins at its middle and ends at the farthest corner")
    func radiates() throws {
        let gradient = BackgroundGradient(
            shape: .radial, stops: [.init(color: .white, at: 0), .init(color: .black, at: 1)], x: 0, y: 0)
        let luma = try Self.luma(gradient)
        #expect(luma(0, 0) > 232)
        #expect(luma(89, 159) < 19)
        // Half of the way along the diagonal, and the same distance along the left edge.
        #expect(abs(luma(45, 80) - 125) <= 3)
        #expect(abs(luma(0, 92) - 125) <= 3)
    }

    @Test("Dithering keeps the mean of a colour between two code values")
    func keepsMean() throws {
        for grey in [UInt8(100), 101, 102] {
            let color = Color(red: grey, green: grey, blue: grey)
            let exact = VideoColor(color).luma
            let luma = try Self.luma(BackgroundGradient(colors: [color, color]))
            var sum = 0
            for y in 0..<160 { for x in 0..<88 { sum += luma(x, y) } }
            #expect(abs(Double(sum) / Double(160 * 88) - exact) < 0.02)
        }
    }

    @Test("Keyframes turn a gradient while the slide lasts")
    func turns() throws {
        let turn = Animated.keyframes([Keyframe(time: 0, value: 90), Keyframe(time: 1, value: 270)])
        let gradient = BackgroundGradient(colors: [.black, .white], angle: turn)
        #expect(try Self.luma(gradient, at: 0)(2, 80) < 30)
        #expect(try Self.luma(gradient, at: 1)(2, 80) > 220)
    }

    private static func luma(
        _ gradient: BackgroundGradient, at seconds: Double = 0
    ) throws -> (Int, Int) -> Int {
        var canvas = try Frame(width: 90, height: 160, format: .yuv420p)
        GradientPainter(gradient).fill(&canvas, at: seconds)
        let (rows, stride) = canvas.withPlane(0) { samples, layout in
            ((0..<layout.height * layout.stride).map { $0 < samples.count ? samples[$0] : 0 }, layout.stride)
        }
        return { x, y in Int(rows[y * stride + x]) }
    }
}
