import Jobs
import Logging
import StoryService

/// Works a queue in this process until a signal comes.
struct QueueWorker {
    let queue: String
    let budget: Budget
    let containment: Containment
    let logger: Logger
    let report: @Sendable (QueueEvent) -> Void

    /// - Throws: ``CommandFailure`` where the queue cannot be worked any more.
    func run(until end: Runner.End, _ signals: SignalWatch) async throws {
        let report = report
        let performer = IngestPerformer(host: WorkerProcess(), containment: containment, logger: logger) {
            report(.ingest($0, $1))
        }
        let queue = queue
        let runner = Runner(
            kinds: [IngestJob.kind], budget: budget,
            openStore: { () throws(JobStoreError) in try SQLiteJobStore(path: queue) },
            onEvent: { report(.runner($0)) }, perform: performer.perform)
        signals.onSignal { runner.stop() }
        do throws(JobStoreError) {
            try await runner.run(until: end)
        } catch {
            throw CommandFailure(error)
        }
    }
}

/// What somebody who watches a worker may want to know.
enum QueueEvent: Sendable {
    case runner(RunnerEvent)
    case ingest(JobID, IngestEvent)
}
