import Foundation
import Story
import StoryService
internal import Workers

/// The progress of a slide, in words.
struct ProgressText {
    private let progress: IngestEvent.Progress

    init(_ progress: IngestEvent.Progress) {
        self.progress = progress
    }

    /// `slide 2 of 3, pass 2, 42 %, 2.3× real time, 6 s left`
    var line: String {
        [slide, pass, percent, speed + " real time", timeLeft].compactMap(\.self).joined(separator: ", ")
    }

    /// `2/3  pass 2  42 %  2.3×  6 s left`
    var short: String {
        [
            progress.slideCount > 1 ? "\(progress.slide)/\(progress.slideCount)" : nil, pass, percent,
            speed, timeLeft,
        ].compactMap(\.self).joined(separator: "  ")
    }

    private var slide: String? {
        progress.slideCount > 1 ? "slide \(progress.slide) of \(progress.slideCount)" : nil
    }

    /// Shown from the second pass on, which begins at 0 again.
    private var pass: String? { progress.pass.map { "pass \($0)" } }

    private var percent: String { "\(Int(saturating: progress.percent)) %" }

    private var speed: String { String(format: "%.1f×", progress.speed) }

    private var timeLeft: String? {
        progress.secondsLeft.map { seconds in
            seconds < 60
                ? "\(Int(saturating: seconds.rounded(.up))) s left"
                : "\(Int(saturating: (seconds / 60).rounded(.up))) min left"
        }
    }
}
