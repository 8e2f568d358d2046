import Foundation
import TestSupport
import Testing

extension CommandTests {
    /// What is said of jobs that do not become stories, and what can be decided about them.
    @Suite struct QueueOutcomeTests {
        /// Makes a job end badly.
        struct Failure: Sendable, CustomTestStringConvertible {
            let exitCode: Int32
            let code: String
            /// Called between submitting and working.
            let prepare: @Sendable (borrowing Workspace) throws -> Void

            var testDescription: String { code }
        }

        static let failures = [
            Failure(exitCode: 65, code: "unusableMedia") { folder in
                try folder.write("no clip", to: "clip.mp4")
            },
            Failure(exitCode: 66, code: "inputMissing") { folder in
                try FileManager.default.removeItem(atPath: folder.file("clip.mp4"))
            },
            Failure(exitCode: 73, code: "cannotCreateOutput") { folder in
                try folder.write("no folder", to: "out")
            },
        ]

        @Test("A job's failure has the exit code, the word and the sentence of ingest", arguments: failures)
        func tellsFailure(_ failure: Failure) async throws {
            let folder = try Workspace()
            let input = try folder.copy(Fixture.path("chart-rotated-90.mp4"), as: "clip.mp4")
            let id = try await Program.submit(input, ["--max-attempts", "1"], in: folder)
            try failure.prepare(folder)
            let work = try await Program.queue(["work", "--once", "--quiet"], in: folder)
            #expect(work.exitCode == 0, "the queue itself is well: \(work.standardError)")
            #expect(work.text == "")

            let wait = try await Program.queue(["wait", id], in: folder)
            #expect(wait.exitCode == failure.exitCode, "\(wait.ending): \(wait.standardError)")
            #expect(wait.sentences.count == 1)
            #expect(wait.result?["exitStatus"]?.integer.map(Int32.init) == failure.exitCode)
            #expect(wait.result?["failed"]?.integer == 1)
            let outcome = wait.result?["outcomes"]?[0]
            #expect(outcome?["state"]?.string == "discarded")
            #expect(outcome?["failure"]?["code"]?.string == failure.code)
            #expect(outcome?["failure"]?["message"]?.string?.isEmpty == false)
            #expect(outcome?["failure"]?["canRetry"]?.bool == false)
        }

        @Test("What can be done about a job's failure is told with its option, and to programs by its name")
        func tellsRemedy() async throws {
            let folder = try Workspace()
            let input = try folder.copy(Fixture.path("heart.png"), as: "heart.png")
            let id = try await Program.submit(input, in: folder)
            try folder.write("no folder", to: "out")
            let work = try await Program.queue(["work", "--once"], in: folder)
            let shown = try await Program.queue(["jobs", "show", id], in: folder)
            let wait = try await Program.queue(["wait", id], in: folder)
            for text in [work.standardError, shown.text, wait.standardError] {
                #expect(text.contains("It is not a folder. Name another folder with --output."), "\(text)")
            }
            let failure = wait.result?["outcomes"]?[0]?["failure"]
            #expect(failure?["message"]?.string?.hasSuffix("Name another folder with --output.") == true)
            #expect(failure?["remedies"]?[0]?["action"]?.string == "chooseOtherFolder")
        }

        @Test("wait's exit code is that of the first of its jobs that is not done, in their order")
        func ordersOutcomes() async throws {
            let folder = try Workspace()
            let gone = try folder.copy(Fixture.path("heart.png"), as: "gone.png")
            let ids = [
                try await Program.submit(gone, in: folder),
                try await Program.submit(Fixture.path("broken/text.mp4"), in: folder),
            ]
            try FileManager.default.removeItem(atPath: gone)
            _ = try await Program.queue(["work", "--once"], in: folder)
            for (ids, exitCode) in [(ids, Int32(66)), (ids.reversed() + ids, 65)] {
                let wait = try await Program.queue(["wait"] + ids, in: folder)
                #expect(wait.exitCode == exitCode, "\(wait.ending)")
                #expect(wait.events.count == 3, "each job once, and the result")
            }
        }

        @Test("A job that does not exist is exit 66 everywhere, and does not keep others from being done")
        func knowsNoSuchJob() async throws {
            let folder = try Workspace()
            let id = try await Program.submit(Fixture.path("heart.png"), in: folder)
            for arguments in [["jobs", "show"], ["jobs", "retry"], ["jobs", "cancel"], ["wait"]] {
                let result = try await Program.queue(arguments + ["999"], in: folder)
                #expect(result.exitCode == 66, "\(arguments): \(result.ending)")
                #expect(result.standardError.contains("999"))
            }
            let cancel = try await Program.queue(["jobs", "cancel", "999", id], in: folder)
            #expect(cancel.exitCode == 66)
            #expect(try await Program.job(id, in: folder)["state"]?.string == "cancelled")
        }

        @Test("An upload's name moves no cursor and makes no line of its own")
        func showsControls() async throws {
            let folder = try Workspace()
            let input = try folder.copy(
                Fixture.path("broken/text.mp4"), as: "a\u{1B}[2Jb\n     9  completed  c\u{202E}gpj.mp4")
            let id = try await Program.submit(input, in: folder)
            let work = try await Program.queue(["work", "--once"], in: folder)
            let list = try await Program.queue(["jobs", "list"], in: folder)
            let show = try await Program.queue(["jobs", "show", id], in: folder)
            #expect(list.text.split(separator: "\n").count == 1)
            for said in [work.standardError, list.text, show.text] {
                #expect(said.contains("b\u{FFFD}     9"), "\(said)")
                #expect(!said.contains("\u{1B}") && !said.contains("\u{202E}"), "\(said)")
            }
            #expect(try await Program.job(id, in: folder)["input"]?.string == input, "JSON keeps it")
        }

        @Test("What was discarded succeeds when its cause is gone and it is retried")
        func retries() async throws {
            let folder = try Workspace()
            let input = try folder.write("no photo", to: "photo.jpg")
            let id = try await Program.submit(
                input, ["--duration", "0.5", "--max-attempts", "1"], in: folder)
            _ = try await Program.queue(["work", "--once"], in: folder)
            try FileManager.default.removeItem(atPath: input)
            _ = try folder.copy(Fixture.path("chart-exif-1.jpg"), as: "photo.jpg")

            let retry = try await Program.queue(["jobs", "retry", id, "--json"], in: folder)
            #expect(retry.exitCode == 0, "\(retry.standardError)")
            #expect(retry.result?["state"]?.string == "available")
            _ = try await Program.queue(["work", "--once"], in: folder)
            let job = try await Program.job(id, in: folder)
            #expect(job["state"]?.string == "completed")
            #expect(job["attempt"]?.integer == 2)
            #expect(job["failures"]?.elements.count == 1, "the history stays")

            let again = try await Program.queue(["jobs", "retry", id], in: folder)
            #expect(again.exitCode == 64, "\(again.ending)")
            #expect(again.standardError.contains("completed"))
        }

        @Test("Pruning forgets jobs that have ended, and their keys, but no story")
        func prunes() async throws {
            let folder = try Workspace()
            let done = try await Program.submit(
                Fixture.path("chart-exif-1.jpg"), ["--duration", "0.5", "--key", "post-1"], in: folder)
            _ = try await Program.queue(["work", "--once"], in: folder)
            let open = try await Program.submit(Fixture.path("heart.png"), in: folder)
            let kept = try await Program.queue(["jobs", "prune", "--json"], in: folder)
            #expect(kept.result?["jobs"]?.integer == 0, "it has ended just now")
            let pruned = try await Program.queue(
                ["jobs", "prune", "--days", "0", "--keep", "0", "--json"], in: folder)
            #expect(pruned.result?["event"]?.string == "pruned")
            #expect(pruned.result?["jobs"]?.integer == 1)
            #expect(try await Program.queue(["jobs", "show", done], in: folder).exitCode == 66)
            #expect(try await Program.job(open, in: folder)["state"]?.string == "available")
            #expect(folder.files.contains("out/chart-exif-1.mp4"))
        }
    }
}
