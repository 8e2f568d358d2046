import Foundation
import Jobs
import SQLiteJobs
import Synchronization
import TestSupport
import Testing

@testable import Files
@testable import StoryService
@testable import WatchedFolder

/// A folder that is watched, with a queue beside it.
final class WatchFixture {
    let directory: TemporaryDirectory
    let store: any JobStore
    let events = WatchEvents()

    init() throws {
        let directory = try TemporaryDirectory()
        try FileManager.default.createDirectory(
            atPath: directory.path + "/in", withIntermediateDirectories: true)
        store = try SQLiteJobStore(path: directory.file("queue.sqlite"))
        self.directory = directory
    }

    /// The watched folder.
    var folder: String { directory.path + "/in" }

    /// Quick, for tests that end when something has happened.
    var options: WatchOptions {
        WatchOptions(
            folder: folder, queue: .file(directory.file("queue.sqlite")), settle: .milliseconds(50),
            polledSettle: .milliseconds(50),
            rescan: .milliseconds(300), polledRescan: .milliseconds(100))
    }

    func watch(_ options: WatchOptions) -> FolderWatch {
        FolderWatch(options, store: store) { [events] in events.add($0) }
    }

    /// Watches while `body` runs.
    func watching(
        _ change: (inout WatchOptions) -> Void = { _ in }, _ body: (FolderWatch) async throws -> Void
    ) async throws {
        var options = options
        change(&options)
        let watch = watch(options)
        let task = Task { () -> WatchError? in
            do throws(WatchError) {
                try await watch.run()
                return nil
            } catch {
                return error
            }
        }
        do { try await body(watch) } catch {
            watch.stop()
            _ = await task.value
            throw error
        }
        watch.stop()
        let failure = await task.value
        #expect(failure == nil)
    }

    func path(_ name: String) -> String { folder + "/" + name }

    func put(_ fixture: String, _ name: String) throws {
        try FileManager.default.copyItem(atPath: Fixture.path(fixture), toPath: path(name))
    }

    func put(_ bytes: [UInt8], _ name: String) throws {
        try FileManager.default.createDirectory(
            atPath: (path(name) as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Data(bytes).write(to: URL(filePath: path(name)))
    }

    /// All files in the folder, without hidden ones, sorted.
    var contents: [String] {
        let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        return names.filter { name in
            var isFolder = ObjCBool(false)
            _ = unsafe FileManager.default.fileExists(atPath: path(name), isDirectory: &isFolder)
            return !isFolder.boolValue && !name.hasPrefix(".") && !name.contains("/.")
        }.sorted()
    }

    func jobs() throws -> [Job] { try store.jobs(JobQuery(limit: 100_000)).reversed() }

    /// Does what a runner does, as far as the queue sees it.
    func end(_ ending: Ending, limit: Int = 1) throws {
        let runner = RunnerID(machine: "elsewhere", process: 1, started: "test", instance: "test")
        for (claim, _) in try store.claim(runner, kinds: [IngestJob.kind], limit: limit, lease: .seconds(30))
        {
            switch ending {
            case .completed: try store.complete(claim, result: "{}")
            case .refused, .missed:
                let failure = JobFailure(
                    attempt: 1, at: Date(), code: ending == .missed ? "inputMissing" : "unusableMedia",
                    message: "It is a playlist.", canRetry: false)
                _ = try store.fail(claim, failure, retryAfter: nil)
            }
        }
    }

    enum Ending { case completed, refused, missed }

    static let pixel = try! [UInt8](Data(contentsOf: URL(filePath: Fixture.path("chart-exif-1.jpg"))))
}

/// What a watch has reported.
final class WatchEvents: Sendable {
    private let events = Mutex<[WatchEvent]>([])

    func add(_ event: WatchEvent) { events.withLock { $0.append(event) } }

    var all: [WatchEvent] { events.withLock(\.self) }

    func names(of path: String) -> [String] {
        all.filter { $0.path == RelativePath(path) }.map(\.name)
    }

    /// Waits until something has been reported, or what is waited for is true.
    func wait(
        _ what: String, seconds: Double = 600, sourceLocation: SourceLocation = #_sourceLocation,
        until isThere: ([WatchEvent]) throws -> Bool
    ) async throws {
        let end = ContinuousClock.now + .seconds(seconds)
        while try !isThere(all) {
            if ContinuousClock.now > end {
                Issue.record(
                    "not in \(seconds) s: \(what); \(all.map(\.sentence))", sourceLocation: sourceLocation)
                throw CancellationError()
            }
            try await Task.sleep(for: .milliseconds(10))
        }
    }

    func wait(
        for name: String, _ path: String, count: Int = 1, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        try await wait("\(name) \(path)", sourceLocation: sourceLocation) { events in
            events.filter { $0.name == name && $0.path == RelativePath(path) }.count >= count
        }
    }
}

extension WatchEvent {
    var path: RelativePath? {
        switch self {
        case .mode(let path, _), .found(let path), .waiting(let path, _), .stalled(let path, _),
            .queued(let path, _), .duplicate(let path, _, _), .renamed(let path, _), .unused(let path, _),
            .changed(let path, _),
            .removed(let path, _), .refused(let path, _, _), .settled(let path, _, _, _):
            path
        case .started, .overflow, .gone, .returned, .trouble: nil
        }
    }
}

extension [WatchEvent] {
    func count(of name: String) -> Int { count { $0.name == name } }
}
