internal import Probing
import Story
import StoryService

/// Which command-line options have written which places of a story, so that an error about a place names its option.
struct OptionPlaces: Sendable {
    private var options: [(path: String, option: String)] = []

    /// Notes the option that has written what is at a path or below it.
    mutating func add(_ path: String, _ option: String) { options.append((path, option)) }

    /// Replaces paths in a sentence about the story by the options that they stand for.
    func naming(_ sentence: String) -> String {
        options.reduce(sentence) { Self.replace($1.path, by: $1.option, in: $0) }
    }

    private static func replace(_ path: String, by option: String, in sentence: String) -> String {
        var result = ""
        var rest = sentence[...]
        while let range = rest.firstRange(of: path) {
            result += rest[..<range.lowerBound]
            let below = rest[range.upperBound...].prefix { $0.isLetter || $0.isNumber || ".[]".contains($0) }
            // If a letter or a digit follows, it is another member.
            let isWhole = below.first.map { !$0.isLetter && !$0.isNumber } ?? true
            result += isWhole ? option : path + below
            rest = rest[below.endIndex...]
        }
        return result + rest
    }
}

extension OptionPlaces {
    func naming(_ error: MediaError) -> MediaError {
        MediaError(
            error.code, stage: error.stage, file: error.file, message: naming(error.message),
            remedies: error.remedies.map(\.action), cause: error.cause, log: error.log)
    }

    func naming(_ event: IngestEvent) -> IngestEvent {
        switch event {
        case .failed(var failure):
            failure.message = naming(failure.message)
            return .failed(failure)
        case .published(let story): return .published(naming(story))
        case .alreadyDone(let story): return .alreadyDone(naming(story))
        case .started, .probed, .planned, .progress: return event
        }
    }

    func naming(_ story: IngestEvent.Story) -> IngestEvent.Story {
        var story = story
        story.substitutions = story.substitutions.map(naming)
        story.warnings = story.warnings.map(naming)
        return story
    }
}
