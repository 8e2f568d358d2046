import StoryService

/// Reports what happens to the inputs of one call.
protocol IngestReporter: Sendable {
    /// May be called from any thread, by one at a time.
    func report(_ event: IngestEvent, input: String)
    /// Called once, at the end.
    func finish(_ summary: IngestSummary)
}

/// Says nothing but what is wrong.
struct QuietReporter: IngestReporter {
    func report(_ event: IngestEvent, input: String) {
        if case .failed(let failure) = event { Console.complain(failure.sentences) }
    }

    func finish(_ summary: IngestSummary) {}
}
