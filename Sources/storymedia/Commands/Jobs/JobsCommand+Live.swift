import ArgumentParser
import Jobs
import StoryService

extension JobsCommand {
    /// A view of the queue that refreshes itself.
    struct Live: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show the jobs that run, that wait and that ended last, until Ctrl-C.")

        @OptionGroup var options: JobsOptions

        /// As often as progress is written.
        private static let interval = Duration.milliseconds(500)

        func run() async throws {
            let signals = SignalWatch()
            do {
                let queue = try await options.queue.open()
                let drawing = Task {
                    var drawn = 0
                    for try await _ in queue.changes(noticedWithin: Self.interval) {
                        drawn = try await draw(queue, over: drawn)
                    }
                }
                signals.onSignal { drawing.cancel() }
                try await drawing.value
            } catch let error as QueueError {
                throw CommandFailure(error).report()
            }
        }

        /// - Returns: how many lines were drawn.
        private func draw(_ queue: StoryQueue, over drawn: Int) async throws(QueueError) -> Int {
            // One line is for the counts, and one for the cursor.
            let jobs = try await Self.jobs(of: queue, room: Terminal.height - 2)
            let counts = try await queue.counts()
            if options.json {
                for job in jobs where job.state == .running {
                    Console.printEvent(JobLine(job: job, event: "job"))
                }
                return 0
            }
            let lines = jobs.map { Terminal.cut(JobText($0).line) } + [JobText.summary(counts)]
            let text = lines.map { $0 + "\n" }.joined()
            Console.write(Terminal.isPresent ? Terminal.clear(linesAbove: drawn) + text : text)
            return lines.count
        }

        /// The jobs that ended last, those that wait and, nearest to the prompt, those that run. Running jobs have
        /// priority if there is not room for all.
        private static func jobs(of queue: StoryQueue, room: Int) async throws(QueueError) -> [Job] {
            var room = max(1, room)
            func newest(_ states: Set<JobState>, _ limit: Int) async throws(QueueError) -> [Job] {
                let found = try await queue.jobs(JobQuery(states: states, limit: min(limit, room)))
                room -= found.count
                return found
            }
            let running = try await newest([.running], room)
            let waiting = try await newest([.available, .scheduled, .retryable], room / 2)
            let ended = try await newest([.completed, .cancelled, .discarded], room)
            return ended.reversed() + waiting.reversed() + running.reversed()
        }
    }
}
