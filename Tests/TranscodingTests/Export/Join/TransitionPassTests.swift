import Libav
import Story
import Testing

@testable import Transcoding

@Suite struct TransitionPassTests {
    private static func frame(luma: UInt8, chroma: UInt8) throws -> Frame {
        var frame = try Frame(width: 16, height: 8, format: .yuv420p)
        for plane in 0..<3 {
            frame.withMutablePlane(plane) { samples, _ in
                samples.update(repeating: plane == 0 ? luma : chroma)
            }
        }
        return frame
    }

    private static func picture(_ kind: SlideTransition.Kind, _ step: Int, of count: Int = 3) throws
        -> JoinSample.Picture
    {
        let pass = try TransitionPass(width: 16, height: 8)
        let plan = TransitionPlan(
            SlideTransition(kind, duration: Double(count) / 30), frameRate: 30)
        #expect(plan.frameCount == count)
        return JoinSample.picture(
            try pass.frame(
                of: plan, step: step, from: try frame(luma: 40, chroma: 60),
                to: try frame(luma: 200, chroma: 180)))
    }

    @Test(
        "Fading through a colour is that colour in the middle, and between it and each slide beside it",
        arguments: [(SlideTransition.Kind.fadeBlack, UInt8(16)), (.fadeWhite, 235)])
    func fadesThroughColor(kind: SlideTransition.Kind, luma: UInt8) throws {
        let middle = try Self.picture(kind, 1)
        #expect(Set(middle[0]) == [luma] && Set(middle[1] + middle[2]) == [128])
        let first = try Self.picture(kind, 0)
        #expect(Set(first[0]) == [UInt8((40 + Int(luma) + 1) / 2)] && Set(first[1]) == [94])
        let last = try Self.picture(kind, 2)
        #expect(Set(last[0]) == [UInt8((200 + Int(luma) + 1) / 2)] && Set(last[1]) == [154])
    }

    @Test(
        "An edge goes the way that the wipe is named after, and leaves both pictures where they are",
        arguments: [
            (SlideTransition.Kind.wipeLeft, 0), (.wipeRight, 15), (.wipeUp, 0), (.wipeDown, 16 * 7),
        ])
    func wipes(kind: SlideTransition.Kind, oldSample: Int) throws {
        let middle = try Self.picture(kind, 1)
        #expect(middle[0].count { $0 == 40 } == 64 && middle[0].count { $0 == 200 } == 64)
        #expect(middle[1].count { $0 == 60 } == 16 && middle[2].count { $0 == 180 } == 16)
        #expect(middle[0][oldSample] == 40 && middle[0][127 - oldSample] == 200)
    }

    @Test("The way of a transition is divided evenly: no frame repeats what is beside it")
    func steps() {
        let plan = TransitionPlan(SlideTransition(.fade, duration: 0.1), frameRate: 30)
        #expect((0..<3).map { plan.progress($0) } == [0.25, 0.5, 0.75])
        let moved = TransitionPlan(SlideTransition(.slideLeft, duration: 1), frameRate: 30)
        #expect((0..<29).allSatisfy { moved.progress($0) < moved.progress($0 + 1) })
        #expect(TransitionPlan(SlideTransition(.cut), frameRate: 30).frameCount == 0)
    }

    @Test(
        "Patches of both slides fill the canvas with even numbers of pixels at every step",
        arguments: SlideTransition.Kind.allCases.filter {
            $0.rawValue.hasPrefix("slide") || $0.rawValue.hasPrefix("wipe")
        })
    func patches(kind: SlideTransition.Kind) {
        for progress in stride(from: 0.0, through: 1, by: 0.01) {
            let patches = TransitionPatches(kind, progress, width: 90, height: 160)
            let numbers = [patches.before, patches.after].flatMap {
                [$0.sourceX, $0.sourceY, $0.targetX, $0.targetY, $0.width, $0.height]
            }
            #expect(numbers.allSatisfy { $0 >= 0 && $0 % 2 == 0 })
            let areas = [patches.before, patches.after].map { $0.width * $0.height }
            #expect(areas.reduce(0, +) == 90 * 160)
        }
    }
}
