/// What a runner reports, for a log or a display.
public enum RunnerEvent: Sendable {
    /// An attempt begins.
    case started(Job)
    /// A job was told to stop.
    case stopping(JobID, StopReason)
    /// An attempt has ended, and the job has this state now.
    case ended(JobID, JobState)
    /// An attempt has ended after losing its claim. Another runner decides what happens to the job.
    case lost(JobID)
    /// Jobs were taken over from runners that are gone.
    case rescued([JobID])
    /// The store failed. The runner continues if ``JobStoreError/canRetry`` says that this may help.
    case storeFailed(JobStoreError)
}
