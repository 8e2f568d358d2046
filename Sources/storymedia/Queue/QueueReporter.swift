import StoryService

/// Prints what a worker of the queue does, line by line.
struct QueueReporter {
    enum Style: Sendable {
        case json, lines, quiet
    }

    private let style: Style

    init(_ style: Style) {
        self.style = style
    }

    func report(_ event: WorkEvent) {
        switch style {
        case .json: reportJSON(event)
        case .lines: reportLine(event)
        case .quiet: complain(event)
        }
    }

    private func reportJSON(_ event: WorkEvent) {
        switch event {
        // Programs that want progress use `jobs show`.
        case .story(_, .progress): break
        case .uploadStays: complain(event)
        default: Console.printEvent(event)
        }
    }

    private func reportLine(_ event: WorkEvent) {
        switch event {
        case .claimed(let job):
            Console.note("job \(job.id): attempt \(job.attempt), \(job.input ?? job.kind)")
        case .story(_, .published(let story)), .story(_, .alreadyDone(let story)):
            story.videos.forEach(Console.print)
        case .finished(let job): Console.note("job \(job): done")
        case .retrying(let job): Console.note("job \(job): failed, and will be tried again")
        case .failed(let job): Console.note("job \(job): failed for good")
        case .cancelled(let job): Console.note("job \(job): cancelled")
        case .released(let job): Console.note("job \(job): released")
        case .story, .stopping, .lost, .rescued, .uploadStays, .queueFailed, .missed: complain(event)
        }
    }

    /// Reports what a person should know even if all is quiet.
    private func complain(_ event: WorkEvent) {
        switch event {
        case .story(let job, .failed(let failure)) where failure.code != .cancelled:
            Console.complain(failure.sentences(in: .commandLine).map { "job \(job): \($0)" })
        case .lost(let job): Console.complain("job \(job): its lease was lost; another runner continues it")
        case .rescued(let jobs):
            for job in jobs { Console.complain("job \(job): was taken over from a process that is gone") }
        case .uploadStays(_, let reason): Console.complain(reason)
        case .queueFailed(let error): Console.complain(error.message)
        case .missed(let count): Console.complain("\(count) events were not read in time and are not shown")
        case .claimed, .story, .stopping, .finished, .retrying, .failed, .cancelled, .released: break
        }
    }
}
