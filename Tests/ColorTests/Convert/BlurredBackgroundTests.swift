import FrameSupport
import Libav
import Testing

@testable import Color

@Suite struct BlurredBackgroundTests {
    private static let nothing = PixelRect(x: 0, y: 0, width: 0, height: 0)

    @Test(
        "The part that the picture will cover stays unchanged, and everything else is filled",
        arguments: [
            PixelRect(x: 0, y: 32, width: 64, height: 48), PixelRect(x: 16, y: 0, width: 32, height: 128),
            PixelRect(x: 10, y: 20, width: 30, height: 40),
        ])
    func leavesOut(covered: PixelRect) throws {
        let small = try Frame(width: 8, height: 16) { plane, _, _ in plane == 0 ? 216 : 128 }
        var canvas = try Frame(width: 64, height: 128) { _, _, _ in 1 }
        BlurredBackground().fill(&canvas, around: covered, from: small)
        for plane in 0..<3 {
            let shift = plane == 0 ? 0 : 1
            let samples = canvas.samples(plane)
            for y in 0..<128 >> shift {
                for x in 0..<64 >> shift {
                    let isCovered =
                        (covered.x..<covered.x + covered.width).contains(x << shift)
                        && (covered.y..<covered.y + covered.height).contains(y << shift)
                    #expect((samples[y * (64 >> shift) + x] == 1) == isCovered)
                }
            }
        }
    }

    @Test("A picture of one colour keeps its hue at 70 % of its brightness")
    func darkens() throws {
        let small = try Frame(width: 14, height: 24) { plane, _, _ in plane == 0 ? 216 : plane == 1 ? 98 : 168
        }
        var canvas = try Frame(width: 112, height: 192, format: .yuv420p)
        BlurredBackground().fill(&canvas, around: Self.nothing, from: small)
        let luma = canvas.samples(0)
        #expect(luma.allSatisfy { abs(Int($0) - (16 + 200 * 70 / 100)) <= 1 })
        #expect(canvas.samples(1).allSatisfy { abs(Int($0) - (128 - 30 * 70 / 100)) <= 1 })
        #expect(canvas.samples(2).allSatisfy { abs(Int($0) - (128 + 40 * 70 / 100)) <= 1 })
    }

    @Test("A hard edge becomes a slope without steps, blocks or overshoot")
    func blurs() throws {
        let small = try Frame(width: 32, height: 16) { plane, x, _ in plane == 0 ? (x < 16 ? 16 : 235) : 128 }
        var canvas = try Frame(width: 256, height: 128, format: .yuv420p)
        BlurredBackground().fill(&canvas, around: Self.nothing, from: small)
        let luma = canvas.samples(0)
        let row = luma[64 * 256..<65 * 256].map(Int.init)
        #expect(row.first == 16 && abs((row.last ?? 0) - 170) <= 1)
        for (left, right) in zip(row, row.dropFirst()) { #expect(left <= right && right - left <= 3) }
        #expect((0..<128).allSatisfy { Array(luma[$0 * 256..<($0 + 1) * 256]).map(Int.init) == row })
        // From a tenth to nine tenths of the way: more than 60 pixels, so the edge is gone.
        let slope = row.filter { $0 > 31 && $0 < 155 }
        #expect(slope.count > 60)
    }

    @Test("Filling with black sets all planes")
    func fillsBlack() throws {
        var canvas = try Frame(width: 18, height: 10) { _, _, _ in 77 }
        canvas.fillBlack()
        #expect(Set(canvas.samples(0)) == [16])
        #expect(Set(canvas.samples(1)) == [128] && Set(canvas.samples(2)) == [128])
    }
}
