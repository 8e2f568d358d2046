internal import Probing
internal import Subtitles
internal import Transcoding

extension ShownPart {
    /// The part of a medium that a plan shows.
    init(_ plan: ExportPlan, of info: MediaInfo) {
        self.init(
            start: plan.video.start - info.shownStart, duration: plan.duration, speed: plan.video.speed)
    }
}
