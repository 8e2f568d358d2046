import StoryService

/// How one input ended, in words.
struct OutcomeText {
    private let event: IngestEvent
    private let input: String

    init(_ event: IngestEvent, input: String) {
        self.event = event
        self.input = input
    }

    /// Writes the story's paths to standard output and everything else to standard error.
    func print() {
        switch event {
        case .published(let story):
            for sentence in story.substitutions { Console.note("\(input): \(sentence)") }
            for sentence in story.warnings { Console.note("\(input): warning: \(sentence)") }
            story.videos.forEach(Console.print)
        case .alreadyDone(let story):
            Console.note("\(input): done already, nothing has changed since")
            story.videos.forEach(Console.print)
        case .failed(let failure): Console.complain(failure.sentences(in: .commandLine))
        case .started, .probed, .planned, .progress: break
        }
    }
}
