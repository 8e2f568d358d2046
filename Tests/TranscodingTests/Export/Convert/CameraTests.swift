import Libav
import Probing
import Story
import Testing

@testable import Transcoding

@Suite struct CameraTests {
    private static let pan = FocusPoint(
        x: .keyframes([Keyframe(time: 0, value: 0.2), Keyframe(time: 1, value: 0.8)]))

    @Test(
        "A view that moves shows at each moment what a still view of the same focus and zoom shows",
        arguments: [
            (Framing(focus: pan), Orientation.identity),
            (
                Framing(
                    focus: pan, zoom: .keyframes([Keyframe(time: 0, value: 1), Keyframe(time: 1, value: 3)])),
                .identity
            ),
            (Framing(crop: NormalizedRect(x: 0.1, y: 0.2, width: 0.8, height: 0.7), focus: pan), .mirrored),
            (
                Framing(
                    focus: pan, zoom: .keyframes([Keyframe(time: 0, value: 2), Keyframe(time: 1, value: 1)])),
                .turned90
            ),
        ])
    func equalsStillViews(framing: Framing, orientation: Orientation) throws {
        for kind in [MediaInfo.Kind.video, .photo] { try equalsStillViews(framing, orientation, of: kind) }
    }

    private func equalsStillViews(_ framing: Framing, _ orientation: Orientation, of kind: MediaInfo.Kind)
        throws
    {
        var plan = try Self.plan(framing, orientation)
        plan.kind = kind
        plan.frameCount = 31
        let picture = try Self.picture(plan)
        var camera = try Camera(try #require(CameraPath(plan)), for: plan, try Converter(plan))
        try camera.point(at: picture)
        for index in [0, 7, 15, 30] {
            guard let filmed = try camera.frame(index) else {
                Issue.record("no frame")
                return
            }
            var still = plan
            let seconds = Double(index) / 30
            still.video.framing = Framing(
                crop: framing.crop,
                focus: framing.focus.map {
                    FocusPoint(x: .constant($0.x.value(at: seconds)), y: .constant($0.y.value(at: seconds)))
                }, zoom: .constant(framing.zoom.value(at: seconds)))
            still.video.presentation = still.video.presentation(
                width: picture.width, height: picture.height, canvasWidth: plan.canvasWidth,
                canvasHeight: plan.canvasHeight)
            var converter = try Converter(still)
            let canvas = try converter.canvas(for: picture)
            // The still view begins at a whole chroma sample, up to two source pixels away.
            #expect(Self.difference(filmed, canvas) < 2.5, "frame \(index)")
        }
    }

    @Test("A scene never needs more memory than its limit, however large the picture and the zoom")
    func limitsScene() throws {
        let zoom = Animated.keyframes([Keyframe(time: 0, value: 1), Keyframe(time: 1, value: 3)])
        var plan = try Self.plan(Framing(focus: Self.pan, zoom: zoom), .identity)
        plan.canvasWidth = 1080
        plan.canvasHeight = 1920
        let scene = FramingPath(plan, width: 8000, height: 3000).scene(of: 0..<30).presentation
        #expect(scene.target.width * scene.target.height < 25_200_000)
        #expect(scene.crop.width <= 8000 && scene.crop.height == 3000)
    }

    private static func plan(_ framing: Framing, _ orientation: Orientation) throws -> ExportPlan {
        var plan = try TestPlans.plan(width: 320, height: 180) { options in
            options.preset = Preset(
                name: "test", width: 90, height: 160, frameRate: 30, maximumSeconds: 15, source: "test")
            options.framing = framing
        }
        plan.video.orientation = orientation
        return plan
    }

    /// A picture whose brightness tells the place: a slope in both directions.
    private static func picture(_ plan: ExportPlan) throws -> Frame {
        var frame = try Frame(width: 320, height: 180, format: .yuv420p)
        frame.colorimetry = .bt709
        frame.withMutablePlane(0) { samples, layout in
            for y in 0..<layout.height {
                for x in 0..<layout.width { samples[y * layout.stride + x] = UInt8(20 + x / 2 + y / 4) }
            }
        }
        for plane in 1...2 {
            frame.withMutablePlane(plane) { samples, layout in
                for y in 0..<layout.height {
                    for x in 0..<layout.width { samples[y * layout.stride + x] = 128 }
                }
            }
        }
        return frame
    }

    /// The mean difference of the brightness of two pictures.
    private static func difference(_ one: borrowing Frame, _ other: borrowing Frame) -> Double {
        let (left, right) = (luma(one), luma(other))
        #expect(left.count == right.count)
        return Double(zip(left, right).reduce(0) { $0 + abs(Int($1.0) - Int($1.1)) }) / Double(left.count)
    }

    private static func luma(_ frame: borrowing Frame) -> [UInt8] {
        frame.withPlane(0) { samples, layout in
            var all: [UInt8] = []
            for y in 0..<layout.height {
                for x in 0..<layout.width { all.append(samples[y * layout.stride + x]) }
            }
            return all
        }
    }
}
