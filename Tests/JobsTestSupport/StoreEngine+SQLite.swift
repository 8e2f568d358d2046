internal import Foundation
internal import Jobs
internal import SQLiteJobs

extension StoreEngine {
    /// A file.
    package static let sqlite = StoreEngine(description: "sqlite", isOfOneMachine: true) { folder in
        let path = sqlitePath(in: folder)
        return Place(
            open: { clock throws(JobStoreError) in try SQLiteJobStore(path: path, clock: clock) },
            remove: { try? FileManager.default.removeItem(atPath: path) },
            check: { () throws(JobStoreError) in try SQLiteJobStore(path: path).check() })
    }

    /// The file's, for tests of this engine alone.
    static func sqlitePath(in folder: String) -> String { folder + "/queue.sqlite" }
}
