import StoryService

/// Reports what happens to the inputs of one call.
protocol IngestReporter: Sendable {
    /// May be called from any thread, but not concurrently.
    func report(_ event: IngestEvent, input: String)
    /// Called once, at the end.
    func finish(_ summary: IngestSummary)
}

/// Reports only problems.
struct QuietReporter: IngestReporter {
    func report(_ event: IngestEvent, input: String) {
        if case .failed(let failure) = event { Console.complain(failure.sentences(in: .commandLine)) }
    }

    func finish(_ summary: IngestSummary) {}
}
