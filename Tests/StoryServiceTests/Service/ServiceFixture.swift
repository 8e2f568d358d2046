import Foundation
import Jobs
import JobsTestSupport
import TestSupport
internal import Threading

@testable import StoryService

/// A folder with an upload, and a queue beside it.
final class ServiceFixture: Sendable {
    let directory: TemporaryDirectory
    let queue: StoryQueue

    init() async throws {
        directory = try TemporaryDirectory()
        queue = try await StoryQueue.open(
            .file(directory.file("queue/queue.sqlite")), state: StateFolder(path: directory.file("state")))
    }

    /// The same queue, opened by another program.
    func reopened() async throws -> StoryQueue {
        try await StoryQueue.open(queue.location, state: queue.state)
    }

    /// A story of an upload that exists.
    func submission(_ name: String = "clip", key: String? = nil) throws -> StorySubmission {
        let upload = try directory.write("upload", to: name + ".mov")
        return StorySubmission(
            IngestRequest(
                input: upload, story: StoryDocument(slides: [Slide()]), outputDirectory: directory.file("out")
            ),
            key: key)
    }

    func submit(_ name: String = "clip") async throws -> JobID {
        try await queue.submit([submission(name)])[0].job.id
    }

    func worker(_ host: ScriptedHost = ScriptedHost(), endsWhenIdle: Bool = false) -> StoryWorker {
        StoryWorker(
            queue, host: host,
            options: WorkOptions(
                budget: ConcurrencyLimits(cores: 1, memoryPerJob: 1), endsWhenIdle: endsWhenIdle))
    }

    /// The files of the output folder, also the hidden ones; empty if it does not exist.
    var outputs: [String] {
        (FileManager.default.subpaths(atPath: directory.file("out")) ?? []).sorted()
    }
}

/// A host whose worker waits until its job is told to stop or the gate is open.
func pausedHost(until gate: Flag) -> ScriptedHost {
    ScriptedHost(pause: { cancellation in
        while !gate.isSet {
            if cancellation.isCancelled { throw CancellationError() }
            try await Task.sleep(for: .milliseconds(5))
        }
    })
}

extension WorkEvent {
    /// The name that programs read, with the state in which a job's attempt has ended.
    var word: String { name + (endState.map { " \($0.rawValue)" } ?? "") }
}
