import Foundation
import Libav
import Story
import Testing

@testable import Color

@Suite struct SubpixelSamplerTests {
    private let whole = NormalizedRect(x: 0, y: 0, width: 1, height: 1)

    @Test("A window of the whole picture at the same size gives an exact copy")
    func copies() throws {
        var source = try Frame(width: 90, height: 160, format: .yuv420p)
        fill(&source) { x, y in UInt8((x * 7 + y * 13) % 256) }
        var target = try Frame(width: 90, height: 160, format: .yuv420p)
        var sampler = SubpixelSampler()
        sampler.render(whole, of: source, into: &target)
        for plane in 0..<3 {
            let same = source.withPlane(plane) { one, layout in
                target.withPlane(plane) { other, otherLayout in
                    (0..<layout.height).allSatisfy { y in
                        (0..<layout.width).allSatisfy { x in
                            one[y * layout.stride + x] == other[y * otherLayout.stride + x]
                        }
                    }
                }
            }
            #expect(same, "plane \(plane)")
        }
    }

    @Test("A window half a sample to the right shows the mean of neighbours")
    func movesByHalfASample() throws {
        var source = try Frame(width: 64, height: 32, format: .yuv420p)
        fill(&source) { x, _ in UInt8(x * 4) }
        var target = try Frame(width: 32, height: 32, format: .yuv420p)
        var sampler = SubpixelSampler()
        let window = NormalizedRect(x: 8.5 / 64, y: 0, width: 0.5, height: 1)
        sampler.render(window, of: source, into: &target)
        let row = target.withPlane(0) { samples, _ in (0..<32).map { Int(samples[$0]) } }
        #expect(row == (0..<32).map { ($0 + 8) * 4 + 2 })
    }

    @Test("A bright dot moves outwards in every frame of a move, in steps of nearly equal size")
    func movesSmoothly() throws {
        var source = try Frame(width: 102, height: 180, format: .yuv420p)
        // A soft dot, to the left of and below the point to which the move goes.
        fill(&source) { x, y in
            let distance = Double((x - 30) * (x - 30) + (y - 130) * (y - 130))
            return UInt8(16 + 219 * exp(-distance / 18))
        }
        var target = try Frame(width: 90, height: 160, format: .yuv420p)
        var sampler = SubpixelSampler()
        let move = KenBurns(move: .in, frameCount: 60)
        var centres: [(x: Double, y: Double)] = []
        for index in 0..<60 {
            sampler.render(move.window(at: index), of: source, into: &target)
            centres.append(centre(of: target))
        }
        let steps = zip(centres, centres.dropFirst()).map { (x: $1.x - $0.x, y: $1.y - $0.y) }
        // The dot moves by a few pixels in 59 steps. If the sampler snapped to whole samples, the dot would stand still
        // and then jump by one.
        #expect(steps.allSatisfy { $0.x < 0.01 && $0.y > -0.01 })
        #expect(centres[59].x < centres[0].x - 2 && centres[59].y > centres[0].y + 2)
        let jerks = zip(steps, steps.dropFirst()).map { (x: abs($1.x - $0.x), y: abs($1.y - $0.y)) }
        let worst = jerks.map { max($0.x, $0.y) }.max() ?? 1
        #expect(worst < 0.05, "\(worst)")
    }

    @Test("A flat picture stays flat to the last sample, whatever the window")
    func keepsFlat() throws {
        var source = try Frame(width: 46, height: 34, format: .yuv420p)
        fill(&source) { _, _ in 201 }
        var target = try Frame(width: 90, height: 160, format: .yuv420p)
        var sampler = SubpixelSampler()
        sampler.render(NormalizedRect(x: 0.037, y: 0, width: 0.963, height: 1), of: source, into: &target)
        for plane in 0..<3 {
            let isFlat = target.withPlane(plane) { samples, layout in
                (0..<layout.height).allSatisfy { y in
                    (0..<layout.width).allSatisfy { samples[y * layout.stride + $0] == 201 }
                }
            }
            #expect(isFlat, "plane \(plane)")
        }
    }

    @Test("Scaling down turns fine lines grey, and keeps a flat picture flat")
    func averages() throws {
        var target = try Frame(width: 60, height: 80, format: .yuv420p)
        var sampler = SubpixelSampler()
        for (other, allowed) in [(201, 201...201), (1, 90...112)] {
            var source = try Frame(width: 180, height: 240, format: .yuv420p)
            fill(&source) { x, _ in UInt8(x % 2 == 0 ? 201 : other) }
            sampler.render(
                NormalizedRect(x: 0.013, y: 0.02, width: 0.98, height: 0.98), of: source, into: &target)
            for plane in 0..<3 {
                let values = target.withPlane(plane) { samples, layout in
                    (0..<layout.height).flatMap { y in
                        (0..<layout.width).map { x in Int(samples[y * layout.stride + x]) }
                    }
                }
                #expect(
                    values.allSatisfy(allowed.contains), "plane \(plane): \(values.min()!)…\(values.max()!)")
            }
        }
    }

    private func fill(_ frame: inout Frame, _ value: (Int, Int) -> UInt8) {
        for plane in 0..<3 {
            frame.withMutablePlane(plane) { samples, layout in
                for y in 0..<layout.height {
                    for x in 0..<layout.width { samples[y * layout.stride + x] = value(x, y) }
                }
            }
        }
    }

    /// The centre of everything brighter than black, in pixels.
    private func centre(of frame: borrowing Frame) -> (x: Double, y: Double) {
        frame.withPlane(0) { samples, layout in
            var (sum, sumX, sumY) = (0.0, 0.0, 0.0)
            for y in 0..<layout.height {
                for x in 0..<layout.width {
                    let light = Double(samples[y * layout.stride + x]) - 16
                    sum += light
                    sumX += light * Double(x)
                    sumY += light * Double(y)
                }
            }
            return (sumX / sum, sumY / sum)
        }
    }
}
