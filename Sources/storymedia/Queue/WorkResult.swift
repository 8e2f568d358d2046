import StoryService

/// How a run of `work` has ended: its last line of output.
struct WorkResult: Encodable {
    let event = "result"
    let exitStatus: Int32
    let done: Int
    let failed: Int
    let retryable: Int
    let cancelled: Int
    let letGo: Int

    init(_ tally: WorkTally, _ status: ExitStatus) {
        exitStatus = status.rawValue
        done = tally.done
        failed = tally.failed
        retryable = tally.retryable
        cancelled = tally.cancelled
        letGo = tally.released
    }
}
