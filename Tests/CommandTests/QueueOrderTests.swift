import TestSupport
import Testing

extension CommandTests {
    /// In which order jobs are done, and when. They are ones that fail, which is quick.
    @Suite struct QueueOrderTests {
        @Test("Jobs go by priority, then by when they are wanted, then by age")
        func isOrdered() async throws {
            let folder = try Workspace()
            var ids: [String] = []
            for options in [
                ["--priority", "6"],
                [],
                ["--publish-at", "2090-02-01T00:00:00Z"],
                ["--publish-at", "2090-01-01T00:00:00Z"],
                ["--priority", "1"],
                [],
            ] {
                ids.append(try await Program.submit(Fixture.path("broken/text.mp4"), options, in: folder))
            }
            let work = try await Program.queue(["work", "--once", "--json", "--cores", "1"], in: folder)
            let begun = work.events.filter { $0["event"]?.string == "jobStarted" }
                .compactMap { $0["job"]?.integer }.map(String.init)
            #expect(begun == [4, 3, 2, 1, 5, 0].map { ids[$0] })
            #expect(work.result?["failed"]?.integer == 6)
        }

        @Test("A job of the future stays scheduled, and retry begins it now")
        func waitsForTime() async throws {
            let folder = try Workspace()
            let id = try await Program.submit(
                Fixture.path("broken/text.mp4"), ["--run-at", "2090-01-01T00:00:00Z"], in: folder)
            let work = try await Program.queue(["work", "--once"], in: folder)
            #expect(work.exitCode == 0, "\(work.standardError)")
            #expect(try await Program.job(id, in: folder)["state"]?.string == "scheduled")
            let wait = try await Program.queue(["wait", id, "--timeout", "0"], in: folder)
            #expect(wait.exitCode == 75, "\(wait.ending)")
            #expect(wait.result?["exitStatus"]?.integer == 75)
            #expect(wait.result?["waiting"]?.integer == 1)

            _ = try await Program.queue(["jobs", "retry", id], in: folder)
            _ = try await Program.queue(["work", "--once"], in: folder)
            #expect(try await Program.job(id, in: folder)["state"]?.string == "discarded")
        }
    }
}
