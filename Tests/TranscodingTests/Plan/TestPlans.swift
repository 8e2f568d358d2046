import Libav
import Story
import Testing

@testable import Probing
@testable import Transcoding

/// A plan for a clip that needs nothing.
enum TestPlans {
    static func plan(width: Int, height: Int, _ change: (inout PlanOptions) -> Void = { _ in }) throws
        -> ExportPlan
    {
        var options = PlanOptions(
            preset: Preset(
                name: "test", width: width, height: height, frameRate: 30, maximumSeconds: 15, source: "test")
        )
        change(&options)
        let info = MediaInfo(
            kind: .video, container: "mov,mp4,m4a,3gp,3g2,mj2", bytes: 1, duration: 5,
            streams: [StreamInfo(index: 0, medium: .video, isDecodable: true)], video: 0,
            picture: PictureInfo(
                codedWidth: width, codedHeight: height, pixelFormat: "yuv420p", colorimetry: .bt709))
        return try #require(try ExportPlan.plans(for: info, input: "clip.mov", options: options).first)
    }
}
