import Foundation
import TestSupport
import Testing

extension CommandTests {
    /// The fields that `docs/backend.md` promises: a scheduler breaks when one goes or changes its type.
    @Suite struct QueueJSONTests {
        private static let always: Set = [
            "event", "job", "kind", "state", "priority", "runAt", "createdAt", "attempt", "maxAttempts",
            "cancelRequested", "failures", "input",
        ]

        @Test("A job has the documented fields before, during and after its work")
        func describesJob() async throws {
            let folder = try Workspace()
            let options = ["--key", "post-1", "--publish-at", "2090-01-01T00:00:00Z"]
            let id = try await Program.submit(Fixture.path("flash-beep.mp4"), options, in: folder)
            let waiting = try await Program.job(id, in: folder)
            #expect(Set(waiting.members.keys) == Self.always.union(["key", "publishAt"]))

            let work = try Program.start(["work", "--queue", "queue.sqlite"], in: folder)
            try await Program.waitForProgress(of: id, in: folder)
            let running = try await Program.job(id, in: folder)
            #expect(
                Set(running.members.keys)
                    == Self.always.union(["key", "publishAt", "startedAt", "progress"]))
            #expect(running["progress"]?["stage"]?.string == "export")
            #expect((0...100).contains(running["progress"]?["percent"]?.number ?? -1))
            _ = try await Program.queue(["jobs", "cancel", id], in: folder)
            let wait = try await Program.queue(["wait", id], in: folder)
            #expect(
                wait.events.first.map { Set($0.members.keys) }
                    == Self.always.union(["key", "publishAt", "startedAt", "finishedAt", "exitStatus"]))
            _ = try await work.result(interruption: .init(signal: SIGTERM, after: .zero))
        }

        @Test("wait tells of a story and of a failure with the documented fields")
        func describesOutcomes() async throws {
            let folder = try Workspace()
            let ids = [
                try await Program.submit(
                    Fixture.path("chart-exif-1.jpg"), ["--duration", "0.5"], in: folder),
                try await Program.submit(Fixture.path("broken/text.mp4"), in: folder),
            ]
            _ = try await Program.queue(["work", "--once"], in: folder)
            let result = try #require(try await Program.queue(["wait"] + ids, in: folder).result)
            #expect(
                Set(result.members.keys) == [
                    "event", "exitStatus", "done", "failed", "cancelled", "waiting", "outcomes",
                ])
            #expect(result["outcomes"]?.elements.map { $0["job"]?.integer.map(String.init) } == ids)
            let story = result["outcomes"]?[0]?["story"]
            #expect(
                story.map { Set($0.members.keys) } == [
                    "videos", "covers", "manifest", "substitutions", "warnings",
                ])
            let failure = result["outcomes"]?[1]?["failure"]
            #expect(
                failure.map { Set($0.members.keys) } == [
                    "attempt", "at", "code", "message", "canRetry", "isCrash",
                ])
        }

        @Test("The result is the last line for a reader that mixes the two outputs, too")
        func resultIsLast() async throws {
            let folder = try Workspace()
            let id = try await Program.submit(Fixture.path("broken/text.mp4"), in: folder)
            _ = try await Program.queue(["work", "--once"], in: folder)
            for arguments in [
                ["wait", id], ["wait", "999"], ["submit", "no.mov"],
                ["ingest", "no.mov", "--no-wait"],
            ] {
                let mixed = try await Tool("sh").run(
                    ["-c", "\"$0\" \"$@\" --queue queue.sqlite 2>&1", Program.path] + arguments,
                    in: folder.path)
                #expect(mixed.result?["event"]?.string == "result", "\(arguments): \(mixed.text)")
                #expect(mixed.result?["exitStatus"]?.integer.map(Int32.init) == mixed.exitCode)
            }
            let ingest = try await Tool("sh").run(
                ["-c", "\"$0\" \"$@\" 2>&1", Program.path, "ingest", "no.mov", "--json"], in: folder.path)
            #expect(ingest.result?["event"]?.string == "result", "\(ingest.text)")
        }
    }
}
