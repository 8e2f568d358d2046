import ArgumentParser
import Foundation
import Jobs

extension JobsCommand {
    /// A view of the queue that is kept up to date.
    struct Live: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the jobs that run and what waits, until Ctrl-C.")

        @OptionGroup var common: Common

        /// As often as progress is written.
        private static let interval = Duration.milliseconds(500)
        /// More lines than that fit on no screen.
        private static let jobs = 30

        func run() async throws {
            let signals = SignalWatch()
            do {
                let store = try common.queue.open()
                var last: Int64?
                var drawn = 0
                while signals.exitStatus == nil {
                    let count = try await common.queue.looking(at: store) {
                        store throws(JobStoreError) in try store.changeCount()
                    }
                    if count != last {
                        last = count
                        drawn = try await draw(store, over: drawn)
                    }
                    try? await Task.sleep(for: Self.interval)
                }
            } catch let failure as CommandFailure {
                throw failure.report()
            }
        }

        /// - Returns: how many lines were drawn.
        private func draw(_ store: SQLiteJobStore, over drawn: Int) async throws -> Int {
            let (jobs, counts) = try await common.queue.looking(at: store) { store throws(JobStoreError) in
                (
                    try store.jobs(
                        JobQuery(states: [.running, .retryable, .available, .scheduled], limit: Self.jobs)),
                    try store.counts()
                )
            }
            if common.json {
                for job in jobs where job.state == .running { try common.print(job) }
                return 0
            }
            // Cursor up, and clear what is below it (ECMA-48, 8.3.22 CUU and 8.3.39 ED).
            if drawn > 0, Terminal.isPresent { Console.write("\u{1B}[\(drawn)A\u{1B}[J") }
            let width = Terminal.width
            let lines = jobs.map { String(JobText($0).line.prefix(width)) } + [JobText.summary(counts)]
            for line in lines { Console.note(line) }
            return lines.count
        }
    }
}
