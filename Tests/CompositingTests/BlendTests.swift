import Libav
import Testing

@testable import Compositing

@Suite struct BlendTests {
    /// Rows of up to 70 samples reach every branch of a vectorised loop, including its remainder.
    @Test("A row is blended as the formula says, for any sample, alpha, opacity and length")
    func rowAgainstFormula() {
        var generator = SystemRandomNumberGenerator()
        for count in 0...70 {
            let alpha = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            let samples = alpha.map { UInt8.random(in: 0...$0, using: &generator) / 17 * 16 }
            let below = (0..<(count + 4)).map { _ in UInt8.random(in: 0...255, using: &generator) }
            for opacity: UInt16 in [0, 1, 77, 128, 255, 256] {
                var target = below
                var plain = below
                do {
                    var span = target.mutableSpan
                    blendRow(samples.span, alpha.span, onto: &span, at: 2, opacity: opacity)
                }
                for index in 0..<count {
                    let share = Double(opacity) / 256
                    let sample = (Double(samples[index]) * share).rounded()
                    let coverage = (Double(alpha[index]) * share).rounded()
                    let exact = sample + Double(below[index + 2]) * (255 - coverage) / 255
                    #expect(abs(Double(target[index + 2]) - exact) <= 0.5 + 1e-9)
                }
                #expect(target[..<2] == below[..<2] && target.suffix(2) == below.suffix(2))
                if opacity == OverlayBitmap.opaque {
                    var span = plain.mutableSpan
                    blendRow(samples.span, alpha.span, onto: &span, at: 2)
                    #expect(plain == target)
                }
            }
        }
    }

    @Test("Division by 255 rounds to the nearest for every product of two bytes")
    func division() {
        for x in 0...UInt16(255 * 255) {
            #expect(dividedBy255(x) == UInt16((Double(x) / 255).rounded()))
        }
    }

    @Test("A picture is blended where it lies, whether inside the frame or over any of its edges")
    func clipping() throws {
        let bitmap = Bitmap(width: 20, height: 14, pixels: Array(repeating: 0xffff_ffff, count: 280))
        for x in [-30, -19, -7, 0, 5, 21, 39, 40, 60] {
            for y in [-20, -13, -3, 0, 8, 27, 31, 32] {
                var frame = try Frame.filled(width: 40, height: 32)
                OverlayBitmap(PlacedBitmap(bitmap: bitmap, x: x, y: y)).blend(onto: &frame, opacity: 256)
                let luma = frame.samples(of: 0)
                for row in 0..<32 {
                    for column in 0..<40 {
                        let isInside = (x..<(x + 20)).contains(column) && (y..<(y + 14)).contains(row)
                        #expect(luma[row * 40 + column] == (isInside ? 235 : 16))
                    }
                }
            }
        }
    }

    @Test(
        "Full opacity shows an opaque picture, and zero opacity leaves the frame unchanged",
        arguments: [0, 256] as [UInt16])
    func extremes(opacity: UInt16) throws {
        let bitmap = Bitmap(width: 8, height: 8, pixels: Array(repeating: 0xffff_0000, count: 64))
        var frame = try Frame.filled(width: 16, height: 16)
        OverlayBitmap(PlacedBitmap(bitmap: bitmap, x: 4, y: 4)).blend(onto: &frame, opacity: opacity)
        #expect(frame.samples(of: 0)[8 * 16 + 8] == (opacity == 0 ? 16 : 63))
        #expect(frame.samples(of: 2)[4 * 8 + 4] == (opacity == 0 ? 128 : 240))
    }
}

extension Frame {
    /// A picture of one colour, black by default.
    static func filled(width: Int, height: Int, y: UInt8 = 16, u: UInt8 = 128, v: UInt8 = 128) throws -> Frame
    {
        var frame = try Frame(width: width, height: height, format: .yuv420p)
        for (plane, value) in [y, u, v].enumerated() {
            frame.withMutablePlane(plane) { samples, _ in
                for index in samples.indices { samples[index] = value }
            }
        }
        return frame
    }

    /// A plane's samples without padding.
    func samples(of plane: Int) -> [UInt8] {
        withPlane(plane) { samples, layout in
            var result: [UInt8] = []
            for row in 0..<layout.height {
                for column in 0..<layout.width { result.append(samples[row * layout.stride + column]) }
            }
            return result
        }
    }
}
