internal import Foundation
internal import GRDB
public import Jobs

extension SQLiteJobStore {
    public func job(_ id: JobID) throws(JobStoreError) -> Job? {
        try read { try fetchJob(id, $0) }
    }

    public func jobs(_ query: JobQuery) throws(JobStoreError) -> [Job] {
        try read { db in
            // Each state has its own range of the index. In a single query for several states, SQLite would sort all of
            // their jobs to find the newest.
            let states = query.states.map { $0.map { Optional($0) } } ?? [nil]
            let found = try states.flatMap { try numbers(query, in: $0, db) }
            return try found.sorted(by: >).prefix(max(0, query.limit)).map {
                try requireJob(JobID($0), db)
            }
        }
    }

    private func numbers(_ query: JobQuery, in state: JobState?, _ db: Database) throws -> [Int64] {
        var conditions: [String] = []
        var arguments = StatementArguments()
        func require(_ condition: String, _ value: (any DatabaseValueConvertible)?) {
            guard let value else { return }
            conditions.append(condition)
            arguments += [value]
        }
        require("state = ?", state?.rawValue)
        require("kind = ?", query.kind)
        require("uniqueKey = ?", query.key)
        require("reference = ?", query.reference)
        require("id < ?", query.before?.number)
        arguments += [max(0, query.limit)]
        let filter = conditions.isEmpty ? "" : "WHERE " + conditions.joined(separator: " AND ")
        return try Int64.fetchAll(
            db, sql: "SELECT id FROM job \(filter) ORDER BY id DESC LIMIT ?", arguments: arguments)
    }

    public func counts() throws(JobStoreError) -> [JobState: Int] {
        try read { db in
            var counts = Dictionary(uniqueKeysWithValues: JobState.allCases.map { ($0, 0) })
            let statement = try db.cachedStatement(
                sql: "SELECT state, count(*) AS number FROM job GROUP BY state")
            for row in try Row.fetchAll(statement) {
                counts[try row.state()] = try row.value("number")
            }
            return counts
        }
    }
}
