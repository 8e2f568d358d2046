import Jobs
import SQLiteJobs

extension QueueLocation {
    /// Opens the queue. If it does not exist, makes it. No other place knows the engines.
    func open() throws(JobStoreError) -> any JobStore {
        switch self {
        case .file(let path): try SQLiteJobStore(path: path)
        }
    }
}
