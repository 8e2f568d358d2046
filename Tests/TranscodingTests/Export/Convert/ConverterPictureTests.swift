import Libav
import Story
import Testing

@testable import Probing
@testable import Transcoding

/// Of picture files the decoder's word counts, not the probe's, which has not read their profiles.
@Suite struct ConverterPictureTests {
    @Test("White and black of an RGB picture become 235 and 16, whatever the plan thinks of its range")
    func keepsRange() throws {
        for (value, luma) in [(UInt8(255), 235), (0, 16)] {
            var picture = try Frame(width: 90, height: 160, format: .rgb24)
            fill(&picture, [value, value, value])
            picture.colorimetry = Colorimetry(primaries: .bt709, transfer: .sRGB, matrix: .rgb, range: .full)
            #expect(abs(try code(of: picture, 0) - luma) <= 1)
        }
    }

    @Test("Red of Display P3 is redder in BT.709 than red of BT.709 that is as bright")
    func convertsGamut() throws {
        var picture = try Frame(width: 90, height: 160, format: .rgb24)
        fill(&picture, [200, 80, 60])
        var colorimetry = Colorimetry(primaries: .bt709, transfer: .sRGB, matrix: .rgb, range: .full)
        picture.colorimetry = colorimetry
        let plain = try code(of: picture, 2)
        colorimetry.primaries = .displayP3
        picture.colorimetry = colorimetry
        #expect(try code(of: picture, 2) > plain + 3)
    }

    /// A sample in the middle of the canvas's plane.
    private func code(of picture: borrowing Frame, _ plane: Int) throws -> Int {
        let info = MediaInfo(
            kind: .photo, container: "png", bytes: 1, duration: nil, streams: [],
            picture: PictureInfo(codedWidth: 90, codedHeight: 160, colorimetry: .jpeg))
        let options = PlanOptions(preset: .story)
        let plans = try ExportPlan.plans(for: info, input: "a.png", options: options)
        var plan = try #require(plans.first)
        plan.canvasWidth = 90
        plan.canvasHeight = 160
        plan.video.presentation = Presentation(
            width: 90, height: 160, pixelAspect: Rational(1, 1), orientation: .identity, fit: .cover,
            canvasWidth: 90, canvasHeight: 160)
        var converter = try Converter(plan, cube: nil)
        let canvas = try converter.canvas(for: picture)
        return canvas.withPlane(plane) { samples, layout in
            Int(samples[layout.height / 2 * layout.stride + layout.width / 2])
        }
    }

    private func fill(_ frame: inout Frame, _ color: [UInt8]) {
        frame.withMutablePlane(0) { samples, layout in
            for y in 0..<layout.height {
                for x in 0..<layout.width * 3 { samples[y * layout.stride + x] = color[x % 3] }
            }
        }
    }
}
