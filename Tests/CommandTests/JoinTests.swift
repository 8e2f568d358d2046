import Foundation
import TestSupport
import Testing

extension CommandTests {
    /// Joined stories from the command line, made by a confined worker.
    @Suite struct JoinTests {
        private static let inputs = ["chart-exif-1.jpg", "flash-beep.mp4", "chart-exif-6.jpg"].map {
            Fixture.path($0)
        }

        @Test("Several inputs become one story, named after the first, with transitions between them")
        func joins() async throws {
            let folder = try Workspace()
            let options = ["--output", "out", "--join", "--transition", "fade=0.2", "--duration", "0.6"]
            let result = try await Program.run(["ingest"] + Self.inputs + options, in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            #expect(
                folder.files == ["out/chart-exif-1.jpg", "out/chart-exif-1.json", "out/chart-exif-1.mp4"])
            let output = folder.file("out/chart-exif-1.mp4")
            let expectation = StoryCheck.Expectation(duration: 42.0 / 30)
            #expect(try await StoryCheck.violations(of: output, expecting: expectation) == [])
            let segments = try folder.json("out/chart-exif-1.json")["slides"]?[0]?["segments"]
            #expect(segments?[1]?["input"]?["name"]?.string == "flash-beep.mp4")
            #expect(segments?[1]?["start"]?.number == 0.4)
            // The clip begins with a beep, which is coming up while the photo goes.
            #expect(try await SoundTrack(of: output).level(from: 0.45, to: 0.49) > -30)
        }

        @Test("A dry run prints each slide with its time, its transition, and the whole")
        func plans() async throws {
            let folder = try Workspace()
            let result = try await Program.run(
                ["ingest"] + Self.inputs + ["--join", "--transition", "slideLeft=0.4", "--dry-run"],
                in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            for words in [
                "3 slides joined, 1080×1920, 15 s", "0 s to 5 s: slide 1", "4.60 s to 10.40 s: slide 2",
                "slideLeft of 0.40 s, easeInOut", "10 s to 15 s: slide 3", "slide 2 to 5.8 s",
            ] {
                #expect(result.text.contains(words), "\(words): \(result.text)")
            }
            #expect(folder.files == [])
        }

        @Test("A document's transitions need its word or the command line's that slides are joined")
        func takesDocument() async throws {
            let folder = try Workspace()
            try folder.write(
                """
                {"version":1,"slides":[{},{"media":{"src":"\(Self.inputs[2])","duration":1},"transition":"fade"}]}
                """, to: "story.json")
            let arguments = ["ingest", Self.inputs[0], "--story", "story.json", "--dry-run"]
            let refused = try await Program.run(arguments, in: folder)
            #expect(refused.exitCode == 65)
            #expect(refused.standardError.contains("$.slides[1].transition"), "\(refused.standardError)")
            let joined = try await Program.run(arguments + ["--join"], in: folder)
            #expect(joined.exitCode == 0, "\(joined.standardError)")
            #expect(joined.text.contains("2 slides joined, 1080×1920, 5.50 s"), "\(joined.text)")
        }

        @Test(
            "What does not go together is refused with what to leave out",
            arguments: [
                (["--transition", "fade"], "Add --join"),
                (["--join", "--split"], "Leave out --split, or --join"),
                (["--join", "--transition", "fad"], "The transitions are: cut, fade"),
                (["--join", "--transition", "fade=9"], "0.1 to 5 seconds"),
                (["--join", "--transition", "cut=1"], "takes no time"),
            ])
        func refuses(options: [String], remedy: String) async throws {
            let folder = try Workspace()
            let result = try await Program.run(["ingest"] + Self.inputs + options, in: folder)
            #expect(result.exitCode == 64)
            #expect(result.standardError.contains(remedy), "\(result.standardError)")
            #expect(folder.files == [])
        }

        @Test("A preview shows a moment of the whole, and says so where a slide is asked for")
        func previews() async throws {
            let folder = try Workspace()
            let options = [
                "--join", "--transition", "fade=0.4", "--duration", "1", "--json", "-o", "frame.png",
            ]
            let result = try await Program.run(
                ["preview"] + Self.inputs + options + ["--at", "0.8"], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            let preview = result.events.last?["preview"]
            #expect(preview?["slideCount"]?.integer == 1)
            #expect(preview?["duration"]?.number == 66.0 / 30)
            #expect(preview?["frames"]?[0]?["index"]?.integer == 24)
            let refused = try await Program.run(
                ["preview"] + Self.inputs + options + ["--slide", "2"], in: folder)
            #expect(refused.exitCode == 65)
            #expect(refused.standardError.contains("--at"), "\(refused.standardError)")
        }

        @Test("A joined story is one job of the queue, of all its inputs")
        func queues() async throws {
            let folder = try Workspace()
            let options = ["--output", "out", "--join", "--duration", "0.4", "--draft", "--key", "one"]
            let submitted = try await Program.queue(["submit"] + Self.inputs + options, in: folder)
            #expect(submitted.exitCode == 0, "\(submitted.standardError)")
            let worked = try await Program.queue(["work", "--once"], in: folder)
            #expect(worked.exitCode == 0, "\(worked.standardError)")
            let manifest = try folder.json("out/chart-exif-1.draft.json")
            #expect(manifest["slides"]?[0]?["segments"]?.elements.count == 3)
            #expect(manifest["slides"]?[0]?["output"]?["frames"]?.integer == 36)
            let missing = try await Program.queue(
                ["submit", Self.inputs[0], "gone.jpg", "--join"], in: folder)
            #expect(missing.exitCode == 66)
            #expect(missing.sentences.contains { $0.contains("gone.jpg") })
        }
    }
}
