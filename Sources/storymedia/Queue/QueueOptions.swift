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
        completion: .file())
    // Not translated by ArgumentParser, whose errors would repeat the text with the password that it may contain.
    var queue: String?

    func validate() throws {
        if queue == "" { throw ValidationError("--queue needs the name of a file.") }
        do throws(QueueLocation.NotUnderstood) {
            _ = try location
        } catch {
            throw ValidationError("'\(error.text)' is not a queue. \(error.message)")
        }
    }

    private var location: QueueLocation {
        get throws(QueueLocation.NotUnderstood) {
            guard let queue else { return .standard }
            return try QueueLocation(queue)
        }
    }

    /// Opens the queue. If it does not exist, makes it.
    func open() async throws(QueueError) -> StoryQueue {
        let location: QueueLocation
        do throws(QueueLocation.NotUnderstood) {
            location = try self.location
        } catch {
            throw .unusable(JobStoreError(.cannotOpen, error.message))
        }
        return try await StoryQueue.open(location)
    }
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
