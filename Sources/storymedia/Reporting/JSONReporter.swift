import StoryService

/// Writes every event as a line of JSON to standard output; the last line is the result.
struct JSONReporter: IngestReporter {
    /// An event and its input, as one object.
    private struct Line: Encodable {
        let input: String
        let event: IngestEvent

        private enum Key: String, CodingKey {
            case input
        }

        func encode(to encoder: any Encoder) throws {
            try event.encode(to: encoder)
            var container = encoder.container(keyedBy: Key.self)
            try container.encode(input, forKey: .input)
        }
    }

    func report(_ event: IngestEvent, input: String) {
        Console.printEvent(Line(input: input, event: event))
        if case .failed(let failure) = event { Console.complain(failure.sentences(in: .commandLine)) }
    }

    func finish(_ summary: IngestSummary) {
        Console.printEvent(summary)
    }
}
