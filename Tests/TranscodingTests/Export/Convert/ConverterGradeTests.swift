import Foundation
import FrameSupport
import Libav
import Story
import Testing

@testable import Transcoding

@Suite struct ConverterGradeTests {
    private let width = 32
    private let height = 48

    private func picture() throws -> Frame {
        try Frame(width: width, height: height) { plane, x, y in plane == 0 ? 40 + 4 * x : 90 + 2 * y }
    }

    @Test("A clip that needs nothing is passed on as it is, whatever looks of intensity 0 it has")
    func passesOn() throws {
        let plan = try TestPlans.plan(width: width, height: height) {
            $0.grading.looks = [AppliedLook(.noir, intensity: 0)]
        }
        #expect(plan.video.color == .none)
        var converter = try Converter(plan, cube: nil)
        let source = try picture()
        let canvas = try converter.canvas(for: source)
        let isCopy = canvas.isWritable
        #expect(!isCopy)
    }

    @Test("A look is applied to a clip that needs nothing else")
    func grades() throws {
        let plan = try TestPlans.plan(width: width, height: height) {
            $0.grading.looks = [AppliedLook(.noir)]
        }
        var converter = try Converter(plan, cube: nil)
        let canvas = try converter.canvas(for: try picture())
        let chroma = canvas.samples(1) + canvas.samples(2)
        #expect(chroma.allSatisfy { abs(Int($0) - 128) <= 1 })
        let (before, after) = (try picture().samples(0), canvas.samples(0))
        #expect(before != after)
    }

    @Test("A plan survives being written and read with its grading")
    func planIsCodable() throws {
        let plan = try TestPlans.plan(width: width, height: height) {
            $0.grading.looks = [AppliedLook(.vivid, intensity: 0.5)]
            $0.grading.table = LookupTable(src: "warm.cube")
            $0.grading.adjustment.hue = 0.25
        }
        let again = try JSONDecoder().decode(ExportPlan.self, from: try JSONEncoder().encode(plan))
        #expect(again == plan && again.video.grading.looks.first?.look == .vivid)
    }
}
