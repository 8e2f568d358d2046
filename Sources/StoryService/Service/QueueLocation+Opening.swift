public import Jobs
internal import SQLiteJobs

extension QueueLocation {
    /// The user's own queue: `queue.sqlite` in the standard ``StateFolder``.
    public static var standard: QueueLocation { .file(StateFolder.standard.path + "/queue.sqlite") }

    /// Opens the queue. If it does not exist, makes it. No other place knows the engines.
    func open() throws(JobStoreError) -> any JobStore {
        switch self {
        case .file(let path): try SQLiteJobStore(path: path)
        }
    }
}
