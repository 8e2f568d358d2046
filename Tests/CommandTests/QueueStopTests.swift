import Foundation
import TestSupport
import Testing

extension CommandTests {
    /// Ending jobs, and processes that work or wait, at any time. The times allowed are for a busy machine.
    @Suite struct QueueStopTests {
        @Test("A job that waits is cancelled at once")
        func cancelsWaiting() async throws {
            let folder = try Workspace()
            let id = try await Program.submit(Fixture.path("heart.png"), in: folder)
            let cancel = try await Program.queue(["jobs", "cancel", id], in: folder)
            #expect(cancel.exitCode == 0)
            #expect(cancel.text == "Job \(id) is cancelled.\n")
            let again = try await Program.queue(["jobs", "cancel", id], in: folder)
            #expect(again.exitCode == 0, "a second time does no harm")
            #expect(again.text.contains("already"))
            let wait = try await Program.queue(["wait", id], in: folder)
            #expect(wait.exitCode == 130, "\(wait.ending)")
            #expect(wait.result?["cancelled"]?.integer == 1)
            _ = try await Program.queue(["work", "--once"], in: folder)
            #expect(folder.files == ["queue.sqlite"])
        }

        @Test("A job that runs is stopped soon after cancel has returned, and leaves nothing")
        func cancelsRunning() async throws {
            let folder = try Workspace()
            let work = try Program.start(["work", "--queue", "queue.sqlite"], in: folder)
            let id = try await Program.submit(Fixture.path("flash-beep.mp4"), ["--split"], in: folder)
            try await Program.waitForProgress(of: id, in: folder)
            let cancel = try await Program.queue(["jobs", "cancel", id], in: folder)
            #expect(cancel.text == "Job \(id) is being stopped.\n")
            let wait = try await Program.queue(["wait", id, "--timeout", "30"], in: folder)
            #expect(wait.exitCode == 130, "\(wait.ending)")
            #expect(wait.wallTime < .seconds(5))
            #expect(folder.files == ["queue.sqlite"])
            let stopped = try await work.result(interruption: .init(signal: SIGTERM, after: .zero))
            #expect(stopped.exitCode == 143, "\(stopped.ending): \(stopped.standardError)")
        }

        @Test("SIGTERM lets go of the job that runs: exit 143, no attempt counted, nothing left")
        func letsGo() async throws {
            let folder = try Workspace()
            let work = try Program.start(["work", "--json", "--queue", "queue.sqlite"], in: folder)
            let id = try await Program.submit(Fixture.path("flash-beep.mp4"), ["--split"], in: folder)
            try await Program.waitForProgress(of: id, in: folder)
            let result = try await work.result(interruption: .init(signal: SIGTERM, after: .zero))
            #expect(result.exitCode == 143, "\(result.ending): \(result.standardError)")
            #expect((result.timeAfterInterruption ?? .zero) < .seconds(5))
            #expect(result.result?["event"]?.string == "result")
            #expect(result.result?["exitStatus"]?.integer == 143)
            #expect(result.result?["letGo"]?.integer == 1)
            let job = try await Program.job(id, in: folder)
            #expect(job["state"]?.string == "available")
            #expect(job["attempt"]?.integer == 0)
            #expect(job["failures"]?.elements == [])
            _ = try await Program.queue(["jobs", "cancel", id], in: folder)
            #expect(folder.files == ["queue.sqlite"])
        }

        @Test(
            "A signal ends wait, with a result; the job goes on waiting",
            arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
        func stopsWaiting(signal: Int32, exitCode: Int32) async throws {
            let folder = try Workspace()
            let id = try await Program.submit(Fixture.path("heart.png"), in: folder)
            let wait = try Program.start(["wait", id, "--queue", "queue.sqlite"], in: folder)
            let result = try await wait.result(
                timeout: .seconds(20), interruption: .init(signal: signal, after: .seconds(1)))
            #expect(result.exitCode == exitCode, "\(result.ending): \(result.standardError)")
            #expect(result.result?["exitStatus"]?.integer.map(Int32.init) == exitCode)
            #expect(result.result?["waiting"]?.integer == 1)
            #expect(try await Program.job(id, in: folder)["state"]?.string == "available")
        }

        @Test("A killed runner is succeeded by the next, which takes up the job at once")
        func survivesKill() async throws {
            let folder = try Workspace()
            let work = try Program.start(["work", "--queue", "queue.sqlite"], in: folder)
            let id = try await Program.submit(
                Fixture.path("flash-beep.mp4"), ["--duration", "4"], in: folder)
            try await Program.waitForProgress(of: id, in: folder)
            _ = try await work.result(interruption: .init(signal: SIGKILL, after: .zero))
            let next = try Program.start(["work", "--queue", "queue.sqlite"], in: folder)
            let wait = try await Program.queue(["wait", id, "--timeout", "60"], in: folder)
            #expect(wait.exitCode == 0, "\(wait.ending): \(wait.standardError)")
            let stopped = try await next.result(interruption: .init(signal: SIGTERM, after: .zero))
            #expect(stopped.exitCode == 143, "\(stopped.ending)")
            let job = try await Program.job(id, in: folder)
            // The job is not to blame, so nothing is counted, but it is told.
            #expect(job["attempt"]?.integer == 1)
            #expect(job["failures"]?.elements.count == 1)
            #expect(job["failures"]?[0]?["isCrash"]?.bool == false)
            #expect(
                folder.files == [
                    "out/flash-beep.jpg", "out/flash-beep.json", "out/flash-beep.mp4", "queue.sqlite",
                ])
        }
    }
}
