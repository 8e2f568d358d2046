import Foundation
import TestSupport
import Testing

extension CommandTests {
    /// `submit`, and `ingest --no-wait`: what is queued, once, and what is refused.
    @Suite struct QueueSubmitTests {
        @Test("A photo is submitted, worked and waited for, and its story is where the result says")
        func makesStory() async throws {
            let folder = try Workspace()
            let id = try await Program.submit(
                Fixture.path("chart-exif-1.jpg"), ["--duration", "0.5"], in: folder)
            let work = try await Program.queue(["work", "--once", "--json"], in: folder)
            #expect(work.exitCode == 0, "\(work.standardError)")
            #expect(work.result?["event"]?.string == "result")
            #expect(work.result?["done"]?.integer == 1)

            let wait = try await Program.queue(["wait", id], in: folder)
            #expect(wait.exitCode == 0, "\(wait.standardError)")
            #expect(wait.result?["event"]?.string == "result")
            #expect(wait.result?["exitStatus"]?.integer == 0)
            #expect(wait.result?["done"]?.integer == 1)
            let outcome = try #require(wait.result?["outcomes"]?[0])
            #expect(outcome["state"]?.string == "completed")
            let video = try #require(outcome["story"]?["videos"]?[0]?.string)
            #expect(video == folder.file("out/chart-exif-1.mp4"))
            #expect(try await StoryCheck.violations(of: video, expecting: .init(duration: 0.5)) == [])
            #expect(
                folder.files == [
                    "out/chart-exif-1.jpg", "out/chart-exif-1.json", "out/chart-exif-1.mp4", "queue.sqlite",
                ])
        }

        @Test("ingest --no-wait submits, too")
        func submitsByIngest() async throws {
            let folder = try Workspace()
            let result = try await Program.queue(
                ["ingest", Fixture.path("heart.png"), "--no-wait", "--key", "post-1"], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            #expect(result.events.map { $0["event"]?.string } == ["submitted", "result"])
            #expect(result.events.first?["state"]?.string == "available")
            #expect(result.events.first?["key"]?.string == "post-1")
        }

        @Test("The same key and work give back the job that is there, before and after it is done")
        func isIdempotent() async throws {
            let folder = try Workspace()
            let arguments = [
                "submit", Fixture.path("chart-exif-1.jpg"), "--output", "out", "--duration", "0.5",
                "--key", "post-1",
            ]
            let first = try await Program.queue(arguments, in: folder)
            let second = try await Program.queue(arguments, in: folder)
            #expect(first.events.map { $0["event"]?.string } == ["submitted", "result"])
            #expect(second.events.map { $0["event"]?.string } == ["existing", "result"])
            #expect(first.result == second.result)

            _ = try await Program.queue(["work", "--once"], in: folder)
            let third = try await Program.queue(arguments, in: folder)
            #expect(third.exitCode == 0)
            #expect(third.events.first?["event"]?.string == "existing")
            #expect(third.events.first?["state"]?.string == "completed")
            #expect(third.result == first.result)
            let list = try await Program.queue(["jobs", "list", "--json", "--key", "post-1"], in: folder)
            #expect(list.events.count == 1)
        }

        @Test("Without a key a second job is made, which finds its story done")
        func findsStoryDone() async throws {
            let folder = try Workspace()
            for _ in 0..<2 {
                let id = try await Program.submit(
                    Fixture.path("chart-exif-1.jpg"), ["--duration", "0.5"], in: folder)
                _ = try await Program.queue(["work", "--once"], in: folder)
                #expect(try await Program.job(id, in: folder)["state"]?.string == "completed")
            }
            #expect(folder.files.filter { $0.hasSuffix(".mp4") } == ["out/chart-exif-1.mp4"])
        }

        @Test("A key that stands for other work is exit 65, and nothing is queued")
        func refusesConflict() async throws {
            let folder = try Workspace()
            let id = try await Program.submit(Fixture.path("heart.png"), ["--key", "post-1"], in: folder)
            let other = try await Program.queue(
                ["submit", Fixture.path("heart.png"), "--key", "post-1", "--mute"], in: folder)
            #expect(other.exitCode == 65, "\(other.ending)")
            #expect(other.sentences.count == 1)
            #expect(other.standardError.contains("'post-1'") && other.standardError.contains("job \(id)"))
            #expect(other.result?["event"]?.string == "result")
            #expect(other.result?["exitStatus"]?.integer == 65)
            #expect(try await Program.queue(["jobs", "--json"], in: folder).events.count == 1)
        }

        @Test("A job that has failed makes way for a new one of its key")
        func replacesFailed() async throws {
            let folder = try Workspace()
            let first = try await Program.submit(
                Fixture.path("broken/text.mp4"), ["--key", "post-1"], in: folder)
            _ = try await Program.queue(["work", "--once"], in: folder)
            #expect(try await Program.job(first, in: folder)["state"]?.string == "discarded")
            let second = try await Program.submit(
                Fixture.path("broken/text.mp4"), ["--key", "post-1"], in: folder)
            #expect(second != first)
            #expect(try await Program.job(second, in: folder)["state"]?.string == "available")
        }

        @Test("If one of several inputs is missing it is named, and none is queued")
        func refusesMissing() async throws {
            let folder = try Workspace()
            let result = try await Program.queue(
                ["submit", Fixture.path("heart.png"), "no-1.mov", "no-2.mov"], in: folder)
            #expect(result.exitCode == 66, "\(result.ending)")
            #expect(result.sentences.count == 2)
            #expect(result.standardError.contains("no-1.mov") && result.standardError.contains("no-2.mov"))
            #expect(result.result?["exitStatus"]?.integer == 66)
            #expect(result.result?["messages"]?.elements.count == 2)
            #expect(try await Program.queue(["jobs", "--json"], in: folder).events == [])
        }

        @Test("A wrong command line is exit 64 with nothing on standard output")
        func refusesUsage() async throws {
            let folder = try Workspace()
            for arguments in [
                ["submit"], ["submit", "a.mov", "b.mov", "--key", "k"],
                ["submit", "a.mov", "--priority", "10"],
                ["submit", "a.mov", "--publish-at", "tomorrow"], ["wait", "one"], ["wait"],
                ["jobs", "cancel"],
            ] {
                let result = try await Program.queue(arguments, in: folder)
                #expect(result.exitCode == 64, "\(arguments): \(result.ending)")
                #expect(result.text == "", "\(arguments)")
            }
        }

        @Test("Times are RFC 3339 with any offset, and are told in UTC")
        func readsTimes() async throws {
            let folder = try Workspace()
            let id = try await Program.submit(
                Fixture.path("heart.png"),
                [
                    "--publish-at", "2090-01-01T10:00:00+02:00", "--run-at",
                    "2089-12-31T23:30:00.250000+00:00",
                ],
                in: folder)
            let job = try await Program.job(id, in: folder)
            #expect(job["publishAt"]?.string == "2090-01-01T08:00:00.000Z")
            #expect(job["runAt"]?.string == "2089-12-31T23:30:00.250Z")
        }

        @Test("The queue is in XDG_STATE_HOME unless told otherwise")
        func findsQueue() async throws {
            let folder = try Workspace()
            let result = try await Program.run(
                ["submit", Fixture.path("heart.png")], in: folder,
                environment: ["XDG_STATE_HOME": folder.file("state")])
            #expect(result.exitCode == 0, "\(result.standardError)")
            #expect(folder.files == ["state/storymedia/queue.sqlite"])
        }

        @Test("A queue is named by a path, or by a URL of the same file")
        func namesQueueByURL() async throws {
            let folder = try Workspace()
            let id = try await Program.submit(Fixture.path("heart.png"), in: folder)
            let url = "sqlite://" + folder.file("queue.sqlite")
            let shown = try await Program.run(["jobs", "show", id, "--json", "--queue", url], in: folder)
            #expect(shown.exitCode == 0, "\(shown.standardError)")
            #expect(shown.events.first?["job"]?.integer == Int(id))
            let missing = try await Program.run(["jobs", "show", "99", "--queue", url], in: folder)
            let path = folder.file("queue.sqlite")
            #expect(missing.sentences == ["storymedia: There is no job 99 in the queue \(path)."])
            #expect(folder.files == ["queue.sqlite"])
        }

        @Test(
            "A URL of a queue that is not known is exit 64 with a sentence that says what is, and makes nothing",
            arguments: [
                ["submit", Fixture.path("heart.png")], ["wait", "1"], ["work", "--once"], ["watch", "."],
                ["jobs", "list"],
            ])
        func refusesUnknownURL(arguments: [String]) async throws {
            let folder = try Workspace()
            for url in [
                "postgres://host/queue", "file:///queue.sqlite", "sqlite://host/queue.sqlite",
                "postgres://user:secret@host/queue?password=secret",
            ] {
                let result = try await Program.run(arguments + ["--queue", url], in: folder)
                #expect(result.exitCode == 64, "\(result.ending)")
                #expect(result.text == "")
                #expect(result.standardError.contains("sqlite:///PATH"), "\(result.standardError)")
                #expect(!result.standardError.contains("secret"), "\(result.standardError)")
            }
            #expect(folder.files == [])
        }

        @Test(
            "A queue's file that is none is exit 69 with one sentence and is left as it is",
            arguments: [
                ["submit", Fixture.path("heart.png")], ["wait", "1"], ["work", "--once"], ["jobs", "list"],
                ["jobs", "cancel", "1"], ["jobs", "prune"],
            ])
        func refusesBrokenQueue(arguments: [String]) async throws {
            let folder = try Workspace()
            let text = String(repeating: "This is no queue. ", count: 400)
            try folder.write(text, to: "queue.sqlite")
            let result = try await Program.queue(arguments, in: folder)
            #expect(result.exitCode == 69, "\(result.ending)")
            #expect(result.sentences.count == 1)
            #expect(result.standardError.contains("queue.sqlite"))
            #expect(try String(contentsOfFile: folder.file("queue.sqlite"), encoding: .utf8) == text)
        }
    }
}
