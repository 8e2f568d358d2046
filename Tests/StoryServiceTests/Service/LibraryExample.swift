import StoryService

/// Makes stories of uploads until it is told to end, as a program does that has its own way to take uploads and to
/// show what happens.
struct StoryProgram {
    let queue: StoryQueue
    let worker: StoryWorker

    /// - Parameter host: starts the processes that read media: a `WorkerPool`.
    init(queue location: QueueLocation, host: any WorkerHost) async throws {
        queue = try await StoryQueue.open(location)
        worker = StoryWorker(queue, host: host)
    }

    /// Works until `drain()` of the worker is called, or until the task is cancelled.
    func run(showing show: @escaping @Sendable (WorkEvent) -> Void) async throws {
        let events = worker.events()
        async let shown: Void = { for await event in events { show(event) } }()
        try await worker.run()
        await shown
    }

    /// Takes an upload, and returns the paths of its videos when they are there.
    func story(of upload: String, in folder: String) async throws -> [String] {
        let request = IngestRequest(
            input: upload, story: StoryDocument(slides: [Slide()]), outputDirectory: folder)
        let job = try await queue.submit([StorySubmission(request, key: upload)])[0].job
        let ended = try await queue.wait(for: [job.id])
        if let failure = ended.first?.finalFailure { throw StoryFailed(sentence: failure.text()) }
        return ended.first?.story?.videos ?? []
    }

    struct StoryFailed: Error {
        let sentence: String
    }
}
