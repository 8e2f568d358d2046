import Jobs
import Logging
import StoryService
internal import WatchedFolder
internal import Workers

/// Works a queue in this process until a signal arrives.
struct QueueWorker {
    let queue: QueueLocation
    let budget: ConcurrencyLimits
    let containment: Containment
    /// How long other runners wait for a sign of life of this process.
    var lease = Duration.seconds(30)
    /// How long the work on a job may stand still.
    var longestSilence = Duration.seconds(90)
    let logger: Logger
    let report: @Sendable (QueueEvent) -> Void

    /// - Throws: ``CommandFailure`` if the queue can no longer be worked.
    func run(until end: Runner.End, _ signals: SignalWatch) async throws {
        let report = report
        let performer = IngestJobHandler(
            host: WorkerPool(
                executable: OwnWorkers.executable, longestSilence: longestSilence, limit: budget.slots),
            containment: containment,
            resolver: UploadResolver(), logger: logger
        ) {
            report(.ingest($0, $1))
        }
        let queue = queue
        let remains = StagingCleaner(in: try open())
        remains.clearRecent()
        let runner = Runner(
            kinds: [IngestJob.kind], budget: budget, lease: lease,
            openStore: { () throws(JobStoreError) in try queue.open() },
            onEvent: { event in
                report(.runner(event))
                switch event {
                case .ended(let job, .cancelled), .ended(let job, .discarded): remains.clear([job])
                case .rescued(let jobs): remains.clear(jobs)
                case .started, .stopping, .ended, .lost, .storeFailed: break
                }
            }, perform: performer.perform)
        signals.onSignal { runner.stop() }
        do throws(JobStoreError) {
            try await runner.run(until: end)
        } catch {
            throw CommandFailure(error)
        }
        await remains.finish()
    }

    private func open() throws -> any JobStore {
        do throws(JobStoreError) {
            return try queue.open()
        } catch {
            throw CommandFailure(error)
        }
    }
}

/// An event for the log of a worker.
enum QueueEvent: Sendable {
    case runner(RunnerEvent)
    case ingest(JobID, IngestEvent)
}
