import ArgumentParser
import Jobs
import StoryService
import Threading

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
    var location: QueueLocation { queue ?? .file(StateFolder.standard.path + "/queue.sqlite") }

    func validate() throws {
        if queue == .file("") { throw ValidationError("--queue needs the name of a file.") }
    }

    /// The message that the queue has no such job.
    func hasNone(_ id: JobID) -> String { "There is no job \(id) in the queue \(location)." }

    /// Queries the queue outside Swift's pool.
    ///
    /// - Throws: ``CommandFailure`` if the queue does not answer.
    func looking<R: Sendable>(
        at store: any JobStore, _ body: @escaping @Sendable (any JobStore) throws(JobStoreError) -> R
    ) async throws -> R {
        do throws(JobStoreError) {
            return try await StageExecutor.run("storymedia.queue") { () throws(JobStoreError) in
                try body(store)
            }
        } catch {
            throw CommandFailure(error)
        }
    }

    /// Opens the queue. If it does not exist, makes it.
    ///
    /// - Throws: ``CommandFailure`` if it cannot be used.
    func open() throws -> any JobStore {
        do throws(JobStoreError) {
            return try location.open()
        } catch {
            throw CommandFailure(error)
        }
    }
}

extension CommandFailure {
    /// Translates a queue's failure for the caller of the program.
    init(_ error: JobStoreError) {
        self.init(error.exitStatus, error.message)
    }
}

extension JobStoreError {
    var exitStatus: ExitStatus {
        switch code {
        case .cannotOpen, .tooNew, .damaged: .unavailable
        case .unreachable, .busy: .tryAgain
        case .diskFull, .inputOutput: .inputOutput
        case .claimLost, .wrongState: .usage
        case .bug: .bug
        }
    }
}
