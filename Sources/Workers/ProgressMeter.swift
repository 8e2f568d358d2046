internal import Synchronization
internal import Transcoding

/// Turns frame counts into progress for a person, at a pace that a person can follow.
final class ProgressMeter: Sendable {
    private struct State {
        var pass = 1
        var started = ContinuousClock.now
        var lastReport: ContinuousClock.Instant?
    }

    /// Ten times a second looks smooth and costs nothing.
    private static let interval = Duration.milliseconds(100)
    /// The first moments say little about the rest.
    private static let secondsBeforeEstimate = 0.5

    private let slide: Int
    private let slideCount: Int
    private let frameRate: Int
    private let state = Mutex(State())

    /// - Parameter slide: counted from 1.
    init(slide: Int, slideCount: Int, frameRate: Int) {
        self.slide = slide
        self.slideCount = slideCount
        self.frameRate = frameRate
    }

    /// The progress to report now; nil if the last report is too recent.
    func report(_ progress: ExportProgress) -> SlideProgress? {
        let now = ContinuousClock.now
        let started: ContinuousClock.Instant? = state.withLock { state in
            if progress.pass != state.pass { state = State(pass: progress.pass, started: now) }
            let isLast = progress.framesDone >= progress.framesTotal
            if let last = state.lastReport, now - last < Self.interval, !isLast { return nil }
            state.lastReport = now
            return state.started
        }
        guard let started else { return nil }
        let seconds = (now - started) / .seconds(1)
        let speed = seconds > 0 ? Double(progress.framesDone) / Double(frameRate) / seconds : 0
        let remaining = Double(max(0, progress.framesTotal - progress.framesDone)) / Double(frameRate)
        let canEstimate = seconds >= Self.secondsBeforeEstimate && speed > 0
        return SlideProgress(
            slide: slide, slideCount: slideCount, pass: progress.pass > 1 ? progress.pass : nil,
            frames: progress.framesDone,
            frameCount: progress.framesTotal, percent: progress.fraction * 100, speed: speed,
            secondsLeft: canEstimate ? remaining / speed : nil)
    }
}
