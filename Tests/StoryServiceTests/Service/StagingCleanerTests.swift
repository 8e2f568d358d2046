import Foundation
import Jobs
import SQLiteJobs
import Story
import TestSupport
import Testing

@testable import StoryService
@testable import Workers

@Suite final class StagingCleanerTests {
    private let folder: TemporaryDirectory
    private let store: any JobStore

    init() throws {
        folder = try TemporaryDirectory()
        store = try SQLiteJobStore(path: folder.file("queue.sqlite"))
    }

    /// A job with what an attempt left that was killed.
    private func job(_ name: String) throws -> JobID {
        let request = IngestRequest(
            input: folder.file(name + ".mov"), story: StoryDocument(slides: [Slide()]),
            outputDirectory: folder.file("out"))
        let submission = try store.submit([try IngestJob(request, from: folder.path).draft()])[0]
        guard case .created(let job) = submission else { throw CocoaError(.featureUnsupported) }
        try folder.write("half", to: "out/.storymedia/\(name).0123456789abcdef.work/1.mp4")
        try folder.write("", to: "out/.storymedia/\(name).0123456789abcdef.json")
        return job.id
    }

    private var left: [String] {
        get throws { try FileManager.default.subpathsOfDirectory(atPath: folder.file("out")).sorted() }
    }

    @Test("What a job has left that was given up is removed, what a later attempt needs stays")
    func clear() async throws {
        let (waiting, ended) = (try job("waiting"), try job("ended"))
        _ = try store.cancel(ended)
        let remains = StagingCleaner(in: store)
        remains.clear([waiting, ended])
        await remains.finish()
        #expect(
            try left == [
                ".storymedia", ".storymedia/waiting.0123456789abcdef.json",
                ".storymedia/waiting.0123456789abcdef.work",
                ".storymedia/waiting.0123456789abcdef.work/1.mp4",
            ])
    }

    @Test("What jobs have left that ended while no process looked after them is removed")
    func clearRecent() async throws {
        for name in ["a", "b"] { _ = try store.cancel(try job(name)) }
        let remains = StagingCleaner(in: store)
        remains.clearRecent()
        await remains.finish()
        #expect(try left.isEmpty)
    }
}
