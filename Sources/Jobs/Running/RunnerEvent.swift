/// What a runner has to tell, for a log or a display.
public enum RunnerEvent: Sendable {
    /// An attempt begins.
    case started(Job)
    /// A job was told to stop.
    case stopping(JobID, StopReason)
    /// An attempt has ended, and this is the state in which the job is now.
    case ended(JobID, JobState)
    /// An attempt has ended whose claim was lost before; another runner decides what becomes of the job.
    case lost(JobID)
    /// Jobs were taken from runners that are gone.
    case rescued([JobID])
    /// The store failed. The runner goes on where ``JobStoreError/canRetry`` says that it may help.
    case storeFailed(JobStoreError)
}
