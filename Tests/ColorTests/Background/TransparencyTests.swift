import Libav
import Testing

@testable import Color

@Suite struct TransparencyTests {
    @Test(
        "A canvas is seen through a picture as far as the picture is transparent",
        arguments: [(UInt8(16), 200), (235, 90), (126, 145)])
    func seesThrough(opacity: UInt8, expected: Int) throws {
        // What is left of the picture on black: 16 is none of it, 90 is all.
        let left = 16 + Int((Double(90 - 16) * Double(Int(opacity) - 16) / 219).rounded())
        let picture = try Self.plain(16, 16, UInt8(left))
        var canvas = try Self.plain(32, 32, 200)
        let transparency = Transparency(
            mask: try Self.plain(16, 16, opacity), black: try Self.plain(16, 16, 16))
        transparency.lay(picture, over: &canvas, atX: 8, atY: 4)
        #expect(abs(Self.sample(canvas, 12, 8) - expected) <= 1)
        #expect(Self.sample(canvas, 7, 8) == 200 && Self.sample(canvas, 24, 8) == 200)
        #expect(Self.sample(canvas, 12, 3) == 200 && Self.sample(canvas, 12, 20) == 200)
    }

    @Test("Black that a look has lifted does not brighten the canvas")
    func forgetsLiftedBlack() throws {
        let picture = try Self.plain(16, 16, 40)
        var canvas = try Self.plain(16, 16, 200)
        let transparency = Transparency(
            mask: try Self.plain(16, 16, 16), black: try Self.plain(16, 16, 40))
        transparency.lay(picture, over: &canvas, atX: 0, atY: 0)
        #expect(Self.sample(canvas, 5, 5) == 200)
    }

    private static func plain(_ width: Int, _ height: Int, _ luma: UInt8) throws -> Frame {
        var frame = try Frame(width: width, height: height, format: .yuv420p)
        for plane in 0..<3 {
            frame.withMutablePlane(plane) { samples, _ in
                samples.update(repeating: plane == 0 ? luma : 128)
            }
        }
        return frame
    }

    private static func sample(_ frame: borrowing Frame, _ x: Int, _ y: Int) -> Int {
        frame.withPlane(0) { samples, layout in Int(samples[y * layout.stride + x]) }
    }
}
