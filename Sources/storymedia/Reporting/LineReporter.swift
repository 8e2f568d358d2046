import StoryService
import Synchronization

/// Writes lines to standard error, for log files and pipes, and finished stories' paths to standard
/// output.
final class LineReporter: IngestReporter {
    /// Time between two lines about progress.
    private static let interval = Duration.seconds(5)

    private let lastProgress = Mutex<ContinuousClock.Instant?>(nil)

    func report(_ event: IngestEvent, input: String) {
        switch event {
        case .started, .probed: lastProgress.withLock { $0 = .now }
        case .planned(let plans):
            Console.note("\(input): making \(PlanReport.summary(plans))")
        case .progress(let progress):
            let isDue = lastProgress.withLock { last in
                let now = ContinuousClock.now
                guard let before = last, now - before >= Self.interval else { return false }
                last = now
                return true
            }
            if isDue { Console.note("\(input): \(ProgressText(progress).line)") }
        case .published, .alreadyDone, .failed:
            OutcomeText(event, input: input).print()
        }
    }

    func finish(_ summary: IngestSummary) {
        if let sentence = summary.sentence { Console.note(sentence) }
    }
}
