import Story
import StoryService
import Synchronization
internal import Workers

/// Draws one progress line on the terminal, and clears it at the end.
final class BarReporter: IngestReporter {
    private let isDrawn = Mutex(false)

    /// Cells of the bar itself.
    private static let cells = 24

    func report(_ event: IngestEvent, input: String) {
        // There is no room for folders.
        let name = input.split(separator: "/").last ?? ""
        switch event {
        case .started: draw("\(name)  examining it")
        case .probed: break
        case .planned(let plans): draw("\(name)  \(PlanReport.summary(plans))")
        case .progress(let progress):
            let filled = min(max(0, Int(saturating: progress.percent / 100 * Double(Self.cells))), Self.cells)
            let bar =
                String(repeating: "█", count: filled) + String(repeating: "░", count: Self.cells - filled)
            draw("\(name)  \(bar)  \(ProgressText(progress).short)")
        case .published, .alreadyDone, .failed:
            clear()
            OutcomeText(event, input: input).print()
        }
    }

    func finish(_ summary: IngestSummary) {
        clear()
        if let sentence = summary.sentence { Console.note(sentence) }
    }

    /// A line that wraps cannot be cleared, so a line that is too long loses its beginning, the name.
    private func draw(_ line: String) {
        let line = line.withVisibleControls
        let width = Terminal.width - 1
        let visible = line.count <= width ? line : "…" + line.suffix(max(0, width - 1))
        isDrawn.withLock { isDrawn in
            Console.write(Terminal.clearLine + visible)
            isDrawn = true
        }
    }

    private func clear() {
        isDrawn.withLock { isDrawn in
            if isDrawn { Console.write(Terminal.clearLine) }
            isDrawn = false
        }
    }
}
