import Jobs
import SQLiteJobs

extension QueueLocation {
    /// Opens the queue, and makes it if it does not exist. The one place that knows of engines.
    func open() throws(JobStoreError) -> any JobStore {
        switch self {
        case .file(let path): try SQLiteJobStore(path: path)
        }
    }
}
