import Story

@testable import Probing
@testable import Transcoding

/// A photo, what was planned of it, and what a worker may say of the slide.
struct SlideSample {
    let media = MediaInfo(
        kind: .photo, container: "png", bytes: 1, picture: PictureInfo(codedWidth: 9, codedHeight: 16))
    let plan: ExportPlan
    let result = ExportResult(frameCount: 150, frameRate: 30)
    let output = OutputFacts(
        bytes: 1, sha256: "", videoCodec: "h264", videoProfile: "High", width: 1080, height: 1920,
        pixelFormat: "yuv420p", color: "bt709/bt709/bt709/tv", frameRate: 30, frames: 150, videoDuration: 5,
        videoBitRate: 1_000_000, audioCodec: "aac", sampleRate: 48_000, channels: 2, audioDuration: 5,
        keyFrames: 3)

    init() throws {
        plan = try ExportPlan.plans(for: media, input: "photo.png", options: PlanOptions(preset: .story))[0]
    }
}
