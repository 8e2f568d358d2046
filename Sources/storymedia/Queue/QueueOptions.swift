import ArgumentParser
import Jobs
import StoryService

/// The queue that a command works with.
struct QueueOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            The queue: a file, or sqlite:///PATH. (default: $XDG_STATE_HOME/storymedia/queue.sqlite, or in \
            ~/.local/state)
            """,
            valueName: "file"),
        completion: .file(),
        transform: { text in
            do throws(QueueLocation.NotUnderstood) {
                return try QueueLocation(text)
            } catch {
                throw ValidationError(error.message)
            }
        })
    var queue: QueueLocation?

    /// Where the queue is, whether it exists or not.
    var location: QueueLocation { queue ?? .standard }

    func validate() throws {
        if queue == .file("") { throw ValidationError("--queue needs the name of a file.") }
    }

    /// Opens the queue. If it does not exist, makes it.
    func open() async throws(QueueError) -> StoryQueue { try await StoryQueue.open(location) }
}

extension CommandFailure {
    /// Translates a queue's failure for the caller of the program.
    init(_ error: QueueError) {
        self.init(error.exitStatus, error.sentences)
    }
}

extension QueueError {
    var exitStatus: ExitStatus {
        switch self {
        case .unusable(let error): error.exitStatus
        case .inputsMissing, .noSuchJob: .inputMissing
        case .notRetryable: .usage
        }
    }
}

extension JobStoreError {
    fileprivate var exitStatus: ExitStatus {
        switch code {
        case .cannotOpen, .tooNew, .damaged: .unavailable
        case .unreachable, .busy: .tryAgain
        case .diskFull, .inputOutput: .inputOutput
        case .claimLost, .wrongState: .usage
        case .bug: .bug
        }
    }
}
