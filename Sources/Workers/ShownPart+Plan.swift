internal import Probing
internal import Subtitles
internal import Transcoding

extension ShownPart {
    /// What a plan shows of a medium.
    init(_ plan: ExportPlan, of info: MediaInfo) {
        self.init(
            start: plan.video.start - info.shownStart, duration: plan.duration, speed: plan.video.speed)
    }
}
