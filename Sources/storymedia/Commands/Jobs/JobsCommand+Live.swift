import ArgumentParser
import Jobs

extension JobsCommand {
    /// A view of the queue that refreshes itself.
    struct Live: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the jobs that run, that wait and that ended last, until Ctrl-C.")

        @OptionGroup var options: JobsOptions

        /// As often as progress is written.
        private static let interval = Duration.milliseconds(500)
        /// How long a wait for a change lasts at most.
        private static let pause = Duration.seconds(1)

        func run() async throws {
            let signals = SignalWatch()
            do {
                let store = try options.queue.open()
                let changes = try await options.queue.looking(at: store) { store throws(JobStoreError) in
                    try store.changes(noticedWithin: Self.interval)
                }
                signals.onSignal { changes.wakeUp() }
                var hasChanged = true
                var drawn = 0
                while signals.exitStatus == nil {
                    if hasChanged { drawn = try await draw(store, over: drawn) }
                    hasChanged = try await options.queue.looking(at: store) { _ throws(JobStoreError) in
                        try changes.wait(upTo: Self.pause)
                    }
                }
            } catch let failure as CommandFailure {
                throw failure.report()
            }
        }

        /// - Returns: how many lines were drawn.
        private func draw(_ store: any JobStore, over drawn: Int) async throws -> Int {
            // One line is for the counts, and one for the cursor.
            let room = Terminal.height - 2
            let (jobs, counts) = try await options.queue.looking(at: store) {
                store throws(JobStoreError) in (try Self.jobs(of: store, room: room), try store.counts())
            }
            if options.json {
                for job in jobs where job.state == .running { try options.print(job) }
                return 0
            }
            let lines = jobs.map { Terminal.cut(JobText($0).line) } + [JobText.summary(counts)]
            let text = lines.map { $0 + "\n" }.joined()
            Console.write(Terminal.isPresent ? Terminal.clear(linesAbove: drawn) + text : text)
            return lines.count
        }

        /// The jobs that ended last, those that wait and, nearest to the prompt, those that run. Running jobs have
        /// priority if there is not room for all.
        private static func jobs(of store: any JobStore, room: Int) throws(JobStoreError) -> [Job] {
            var room = max(1, room)
            func newest(_ states: Set<JobState>, _ limit: Int) throws(JobStoreError) -> [Job] {
                let found = try store.jobs(JobQuery(states: states, limit: min(limit, room)))
                room -= found.count
                return found
            }
            let running = try newest([.running], room)
            let waiting = try newest([.available, .scheduled, .retryable], room / 2)
            let ended = try newest([.completed, .cancelled, .discarded], room)
            return ended.reversed() + waiting.reversed() + running.reversed()
        }
    }
}
