import Jobs
import JobsTestSupport
import Testing

@testable import StoryService
@testable import Workers

@Suite struct EventSequenceTests {
    private let source = EventSource<WorkEvent>()

    private func read(_ events: EventSequence<WorkEvent>) async -> [String] {
        var words: [String] = []
        for await event in events {
            if case .missed(let count) = event {
                words.append("missed \(count)")
            } else {
                words.append(event.word)
            }
        }
        return words
    }

    private static func progress(_ job: Int64, _ percent: Double) -> WorkEvent {
        .story(
            JobID(job),
            .progress(
                IngestEvent.Progress(
                    slide: 1, slideCount: 1, frames: 1, frameCount: 100, percent: percent, speed: 1)))
    }

    @Test("Each subscriber hears everything from its subscription on, and the end")
    func subscribers() async {
        let first = source.subscribe(limit: 10)
        source.send(.finished(JobID(1)))
        let second = source.subscribe(limit: 10)
        source.send(.failed(JobID(2)))
        source.end()
        #expect(await read(first) == ["jobEnded completed", "jobEnded discarded"])
        #expect(await read(second) == ["jobEnded discarded"])
        #expect(await read(source.subscribe(limit: 10)).isEmpty)
    }

    @Test("Unread progress of a job is replaced by the next, and keeps its place after what came between")
    func progress() async {
        let events = source.subscribe(limit: 3)
        for percent in 1...100 { source.send(Self.progress(1, Double(percent))) }
        source.send(.finished(JobID(2)))
        source.send(Self.progress(1, 100))
        source.end()
        #expect(await read(events) == ["jobEnded completed", "progress"])
    }

    @Test("A reader that is too slow is told how many events it has missed, and gets the newest")
    func slowReader() async {
        let events = source.subscribe(limit: 2)
        for job in 1...4 { source.send(.lost(JobID(Int64(job)))) }
        source.send(.finished(JobID(5)))
        source.end()
        #expect(await read(events) == ["missed 3", "jobLost", "jobEnded completed"])
    }

    @Test("A reader that waits is woken by an event, and by the cancellation of its task")
    func waits() async {
        let events = source.subscribe(limit: 2)
        let hasRead = Flag()
        let reading = Task {
            var reader = events.makeAsyncIterator()
            let first = await reader.next()
            hasRead.set(true)
            return (first?.word, await reader.next()?.word)
        }
        await Task.yield()
        source.send(.finished(JobID(1)))
        while !hasRead.isSet { await Task.yield() }
        reading.cancel()
        let (first, second) = await reading.value
        #expect(first == "jobEnded completed" && second == nil)
    }
}
