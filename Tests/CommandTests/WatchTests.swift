import Foundation
import TestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension CommandTests {
    /// The watched folder from outside. The times allowed are for a busy machine.
    @Suite struct WatchTests {
        private static let quick = #"{"version": 1, "slides": [{"media": {"duration": 0.2}}]}"#

        @Test("A good upload becomes a story and goes to done/, a bad one to failed/ with the reason")
        func settles() async throws {
            let folder = try Workspace()
            let watch = try Program.watch(in: folder)
            try folder.write(Self.quick, to: "in/story.json")
            try folder.upload("heart.png", as: "heart.png")
            try folder.upload("broken/text.mp4", as: "text.mp4")
            try await folder.wait(for: "done/heart.png")
            try await folder.wait(for: "failed/text.mp4")
            let result = try await watch.terminated()
            #expect(result.exitCode == 143, "\(result.ending): \(result.standardError)")
            #expect(result.events.allSatisfy { $0["event"]?.string != nil }, "\(result.text)")
            for event in ["started", "mode", "found", "queued", "published", "settled"] {
                #expect(result.events.contains { $0["event"]?.string == event }, "no event \(event)")
            }
            #expect(
                folder.watched == [
                    "done/heart.png", "failed/text.mp4", "failed/text.mp4.error.json", "stories/heart.jpg",
                    "stories/heart.json", "stories/heart.mp4", "story.json",
                ])
            let record = try folder.json("in/failed/text.mp4.error.json")
            #expect(record["input"]?.string == "text.mp4")
            #expect(record["code"]?.string == "unusableMedia")
            #expect(record["canRetry"]?.bool == false)
            #expect(record["message"]?.string?.contains("text file") == true)
        }

        @Test("An upload's own story is used, and goes with it")
        func usesSidecar() async throws {
            let folder = try Workspace()
            let watch = try Program.watch(in: folder)
            try folder.write(Self.quick, to: "in/story.json")
            try folder.write(
                #"{"version": 1, "slides": [{"media": {"duration": 0.5}}]}"#, to: "in/heart.story.json")
            try folder.upload("heart.png", as: "heart.png")
            try await folder.wait(for: "done/heart.png")
            #expect(try await watch.terminated().exitCode == 143)
            let manifest = try folder.json("in/stories/heart.json")
            #expect(manifest["slides"]?[0]?["plan"]?["frameCount"]?.integer == 15)
            #expect(folder.watched.contains("done/heart.story.json"))
            #expect(!folder.watched.contains("heart.story.json"))
        }

        @Test("An attempt whose story has no place under either of its names begins once and fails once")
        func saysOnce() async throws {
            let folder = try Workspace()
            try folder.write("x", to: "out")
            let watch = try Program.watch(["--output", "out/stories"], in: folder)
            try folder.upload("heart.png", as: "heart.png")
            try await folder.wait(for: "failed/heart.png")
            let result = try await watch.terminated()
            let events = result.events.filter { $0["job"]?.integer == 1 }.compactMap { $0["event"]?.string }
            #expect(events.filter { $0 == "started" }.count == 1, "\(events)")
            #expect(events.filter { $0 == "failed" }.count == 1, "\(events)")
            #expect(try folder.json("in/failed/heart.png.error.json")["code"]?.string == "cannotCreateOutput")
        }

        @Test("A symbolic link is refused, and what it leads to is not read")
        func refusesLinks() async throws {
            let folder = try Workspace()
            let target = try folder.copy(Fixture.path("heart.png"), as: "secret.png")
            // Reading it would set the first of its times, which is older than the second, to now.
            let times = [
                timeval(tv_sec: 1_000_000_000, tv_usec: 0), timeval(tv_sec: 1_100_000_000, tv_usec: 0),
            ]
            try #require(unsafe utimes(target, times) == 0)
            let watch = try Program.watch(in: folder)
            try FileManager.default.createSymbolicLink(
                atPath: folder.file("in/link.png"), withDestinationPath: target)
            try await folder.wait(for: "failed/link.png")
            let result = try await watch.terminated()
            #expect(try folder.json("in/failed/link.png.error.json")["code"]?.string == "notAFile")
            let left = try FileManager.default.destinationOfSymbolicLink(
                atPath: folder.file("in/failed/link.png"))
            #expect(left == target)
            var status = stat()
            try #require(unsafe stat(target, &status) == 0)
            #expect(status.st_atim.tv_sec == 1_000_000_000)
            #expect(!result.events.contains { $0["event"]?.string == "queued" })
        }

        @Test("A second watch of the same folder is exit 75 with a sentence, and the first goes on")
        func refusesSecond() async throws {
            let folder = try Workspace()
            let watch = try Program.watch(in: folder)
            try folder.write(Self.quick, to: "in/story.json")
            try folder.upload("heart.png", as: "first.png")
            try await folder.wait(for: "done/first.png")
            let second = try await Program.queue(["watch", "in"], in: folder)
            #expect(second.exitCode == 75, "\(second.ending): \(second.standardError)")
            #expect(second.sentences.count == 1)
            #expect(second.standardError.hasPrefix("storymedia: in: "))
            try folder.upload("heart.webp", as: "second.webp")
            try await folder.wait(for: "done/second.webp")
            #expect(try await watch.terminated().exitCode == 143)
        }

        @Test("SIGTERM lets go of the job that runs, and the next watch goes on with it")
        func letsGo() async throws {
            let folder = try Workspace()
            let watch = try Program.watch(in: folder)
            try folder.write(
                #"{"version": 1, "slides": [{"media": {"duration": 4}}]}"#, to: "in/story.json")
            try folder.upload("flash-beep.mp4", as: "clip.mp4")
            try await Program.waitForJob("1", in: folder)
            try await Program.waitForProgress(of: "1", in: folder)
            let result = try await watch.terminated()
            #expect(result.exitCode == 143, "\(result.ending): \(result.standardError)")
            #expect((result.timeAfterInterruption ?? .zero) < .seconds(5))
            let job = try await Program.job("1", in: folder)
            #expect(job["state"]?.string == "available")
            #expect(job["attempt"]?.integer == 0)
            #expect(folder.watched == ["clip.mp4", "story.json"])
            let next = try Program.watch(in: folder)
            try await folder.wait(for: "done/clip.mp4")
            #expect(try await next.terminated().exitCode == 143)
            #expect(try await Program.job("1", in: folder)["attempt"]?.integer == 1)
        }

        /// Has a watch take `clip.mp4`, and its job cancelled while it runs.
        private func cancelClip(in folder: borrowing Workspace) async throws {
            try folder.write(
                #"{"version": 1, "slides": [{"media": {"duration": 4}}]}"#, to: "in/clip.story.json")
            try folder.upload("flash-beep.mp4", as: "clip.mp4")
            try await Program.waitForJob("1", in: folder)
            try await Program.waitForProgress(of: "1", in: folder)
            _ = try await Program.queue(["jobs", "cancel", "1"], in: folder)
            try await folder.wait(for: "failed/clip.mp4")
        }

        @Test("A job that is retried while no process watches takes its upload from failed/ to done/")
        func settlesRetried() async throws {
            let folder = try Workspace()
            let watch = try Program.watch(in: folder)
            try await cancelClip(in: folder)
            _ = try await watch.terminated()
            #expect(
                folder.watched == ["failed/clip.mp4", "failed/clip.mp4.error.json", "failed/clip.story.json"])
            #expect(try folder.json("in/failed/clip.mp4.error.json")["code"]?.string == "cancelled")
            #expect(try await Program.queue(["jobs", "retry", "1"], in: folder).exitCode == 0)
            let work = try await Program.queue(["work", "--once"], in: folder)
            #expect(work.exitCode == 0, "\(work.ending): \(work.standardError)")
            #expect(
                folder.watched == [
                    "done/clip.mp4", "done/clip.story.json", "stories/clip.jpg", "stories/clip.json",
                    "stories/clip.mp4",
                ])
        }

        @Test("A retried job whose story's name another upload has taken since uses a name of its own")
        func renamesRetried() async throws {
            let folder = try Workspace()
            let watch = try Program.watch(in: folder)
            try await cancelClip(in: folder)
            try folder.write(Self.quick, to: "in/story.json")
            try folder.upload("heart.png", as: "clip.png")
            try await folder.wait(for: "done/clip.png")
            #expect(try await Program.queue(["jobs", "retry", "1"], in: folder).exitCode == 0)
            try await folder.wait(for: "done/clip.mp4")
            #expect(try await watch.terminated().exitCode == 143)
            let manifests = folder.watched.filter { $0.hasPrefix("stories/") && $0.hasSuffix(".json") }
            #expect(manifests.count == 2)
            #expect(manifests.contains("stories/clip.json"))
            let inputs = try manifests.map {
                try folder.json("in/" + $0)["slides"]?[0]?["input"]?["name"]?.string
            }
            #expect(Set(inputs) == ["clip.mp4", "clip.png"])
        }

        @Test("Uploads are held against the limits that the watch was given")
        func keepsLimits() async throws {
            let folder = try Workspace()
            try folder.write(#"{"videoSide": 100}"#, to: "small.json")
            let watch = try Program.watch(["--limits", "small.json"], in: folder)
            try folder.upload("chart-mirrored.mp4", as: "clip.mp4")
            try await folder.wait(for: "failed/clip.mp4")
            #expect(try await watch.terminated().exitCode == 143)
            let record = try folder.json("in/failed/clip.mp4.error.json")
            #expect(record["message"]?.string?.contains("the limit is 100 on a side") == true, "\(record)")
        }

        @Test("A folder that is missing is exit 66, wrong limits are 64")
        func refusesToBegin() async throws {
            let folder = try Workspace()
            let missing = try await Program.queue(["watch", "none"], in: folder)
            #expect(missing.exitCode == 66, "\(missing.ending): \(missing.standardError)")
            #expect(missing.standardError.hasPrefix("storymedia: none: "))
            try folder.write(#"{"videoSides": 100}"#, to: "wrong.json")
            let wrong = try await Program.queue(["watch", ".", "--limits", "wrong.json"], in: folder)
            #expect(wrong.exitCode == 64, "\(wrong.ending): \(wrong.standardError)")
            #expect(wrong.standardError.contains("videoSide"))
        }
    }
}
