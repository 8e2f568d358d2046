import FrameSupport
import Libav
import Story
import Testing

@testable import Color

@Suite struct EffectsTests {
    private let width = 108
    private let height = 192

    private func grey(_ luma: Int = 126, _ chroma: Int = 128) throws -> Frame {
        try Frame(width: width, height: height) { plane, _, _ in plane == 0 ? luma : chroma }
    }

    @Test("A vignette keeps the middle, darkens the corners as specified, and keeps their hue")
    func vignette() throws {
        var frame = try grey(216, 188)
        Vignette(amount: 1, width: width, height: height).apply(to: &frame)
        let (y, u) = (frame.samples(0), frame.samples(1))
        #expect(y[height / 2 * width + width / 2] == 216 && u[height / 4 * width / 2 + width / 4] == 188)
        // A tenth of 200 and of 60, and a little more because a pixel's middle lies inside the corner.
        #expect((36...38).contains(y[0]) && (134...135).contains(u[0]), "\(y[0]) \(u[0])")
        #expect(y[0] == y[width - 1] && y[0] == y[width * height - 1])
        for (x, row) in [(3, 5), (20, 40), (54, 3)] {
            let (dx, dy) = ((2 * Double(x) + 1) / 108 - 1, (2 * Double(row) + 1) / 192 - 1)
            let factor = Vignette.factor(1, distance: ((dx * dx + dy * dy) / 2).squareRoot())
            #expect(abs(Double(y[row * width + x]) - (16 + 200 * factor)) < 1)
        }
    }

    @Test("A vignette of black and of the darkest samples does not wrap around")
    func darkVignette() throws {
        var frame = try grey(0, 0)
        Vignette(amount: 1, width: width, height: height).apply(to: &frame)
        #expect(frame.samples(0).max() ?? 255 <= 16)
        #expect(frame.samples(1).max() ?? 255 <= 128)
    }

    @Test("Grain has the specified strength, no colour and no cast, and is weak in dark and light tones")
    func grain() throws {
        func deviation(_ luma: Int) throws -> (mean: Double, deviation: Double) {
            var frame = try grey(luma)
            Grain(amount: 1).apply(to: &frame, index: 0)
            #expect(Set(frame.samples(1)) == [128])
            let samples = frame.samples(0).map(Double.init)
            let mean = samples.reduce(0, +) / Double(samples.count)
            let variance = samples.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(samples.count)
            return (mean, variance.squareRoot())
        }
        let middle = try deviation(126)
        #expect(abs(middle.mean - 126) < 1 && abs(middle.deviation - 16) < 1.5, "\(middle)")
        #expect(try deviation(40).deviation < 9)
        #expect(try deviation(16).deviation == 0 && deviation(235).deviation == 0)
    }

    @Test("Grain differs from frame to frame, and is the same each time for one frame")
    func grainMoves() throws {
        func grained(_ index: Int) throws -> [UInt8] {
            var frame = try grey()
            Grain(amount: 0.5).apply(to: &frame, index: index)
            return frame.samples(0)
        }
        #expect(try grained(3) == grained(3))
        #expect(try grained(3) != grained(4))
    }

    @Test("A blur has the specified width, and keeps brightness", arguments: [0.1, 0.5, 1])
    func blur(amount: Double) throws {
        // A bright column; the canvas is large enough for the widest blur.
        let (width, height) = (540, 32)
        var frame = try Frame(width: width, height: height) { plane, x, _ in
            plane > 0 ? 128 : (262..<278).contains(x) ? 232 : 16
        }
        var softening = try Softening(amount: amount, width: width, height: height)
        try softening.apply(to: &frame)
        let row = frame.samples(0)[16 * width..<17 * width].map { Double($0) - 16 }
        let sum = row.reduce(0, +)
        #expect(abs(sum - 16 * 216) < 16 * 216 * 0.06, "\(sum)")
        let mean = row.enumerated().reduce(0) { $0 + Double($1.offset) * $1.element } / sum
        #expect(abs(mean - 269.5) < 1)
        let variance =
            row.enumerated().reduce(0) {
                $0 + $1.element * (Double($1.offset) - mean) * (Double($1.offset) - mean)
            } / sum
        // The column's own width adds 16² / 12; reducing and enlarging add a little.
        let deviation = (variance - 256 / 12).squareRoot()
        let wanted = amount * 20
        #expect(abs(deviation - wanted) < 1 + 0.15 * wanted, "\(deviation) instead of \(wanted)")
    }

    @Test("Without effects a frame is returned uncopied, and with effects a shared frame is copied first")
    func ownership() throws {
        var grading = Grading()
        var idle = try EffectsPass(grading, width: width, height: height)
        let source = try grey()
        let same = try idle.apply(to: try source.reference(), index: 0)
        let isCopy = same.isWritable
        #expect(!isCopy)
        grading.effects.vignette = 1
        var pass = try EffectsPass(grading, width: width, height: height)
        let changed = try pass.apply(to: try source.reference(), index: 0)
        let (before, after) = (source.samples(0), changed.samples(0))
        #expect(before.allSatisfy { $0 == 126 })
        #expect(after[0] < 60)
    }
}
