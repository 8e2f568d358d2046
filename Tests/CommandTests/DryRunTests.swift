import Foundation
import TestSupport
import Testing

extension CommandTests {
    /// What is said before anything is made.
    @Suite struct DryRunTests {
        @Test("--dry-run says which texts, stickers and captions are shown, in words and as JSON")
        func shows() async throws {
            let folder = try Workspace()
            try folder.write("1\n00:00:00,000 --> 00:00:01,000\nHello\n", to: "talk.srt")
            let sticker = try folder.copy(Fixture.path("heart.png"), as: "heart.png")
            let options = [
                "--dry-run", "--text", "Two words", "--sticker", sticker, "--captions", "talk.srt",
            ]
            let words = try await Program.ingest(Fixture.path("demo.mp4"), options, in: folder)
            #expect(words.exitCode == 0, "\(words.standardError)")
            #expect(
                words.text.contains("shows: sticker \(sticker), captions of talk.srt, text \"Two words\"\n"),
                "\(words.text)")
            let facts = try await Program.ingest(Fixture.path("demo.mp4"), options + ["--json"], in: folder)
            #expect(facts.events.first?["shows"]?.elements.count == 3, "\(facts.text)")
            #expect(facts.events.first?["canvasWidth"]?.integer == 1080)
        }

        @Test("--dry-run warns of captions of which nothing is shown")
        func silence() async throws {
            let folder = try Workspace()
            try folder.write("1\n00:00:00,000 --> 00:00:00,500\nHello\n", to: "talk.srt")
            let result = try await Program.ingest(
                Fixture.path("flash-beep.mp4"), ["--dry-run", "--captions", "talk.srt", "--start", "1"],
                in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            let sentence = "  there are no captions: talk.srt has nothing from 1 s"
            #expect(result.text.contains(sentence), "\(result.text)")
        }

        @Test(
            "What is wrong with a file that an option names is said of the option",
            arguments: [
                ("--captions", "No subtitles at all"), ("--sticker", "No picture"), ("--music", "No music"),
            ])
        func namesOption(option: String, content: String) async throws {
            let folder = try Workspace()
            try folder.write(content, to: "wrong.srt")
            try folder.write(
                #"{"version": 1, "slides": [{"overlays": [{"type": "text", "text": "a"}]}]}"#, to: "s.json")
            for story in [[], ["--story", "s.json"]] {
                let demo = Fixture.path("demo.mp4")
                let made = try await Program.ingest(demo, [option, "wrong.srt"] + story, in: folder)
                #expect(made.exitCode == 65, "\(made.standardError)")
                #expect(made.standardError.contains(": \(option): "), "\(made.standardError)")
                #expect(!made.standardError.contains("$."), "\(made.standardError)")
                let seen = try await Program.run(["preview", demo, option, "wrong.srt"] + story, in: folder)
                // Music is not heard in a picture.
                if option == "--music", seen.exitCode == 0 { continue }
                #expect(seen.standardError.contains(": \(option): "), "\(seen.standardError)")
                #expect(!seen.standardError.contains("$."), "\(seen.standardError)")
            }
        }

        @Test("What is wrong with what a document says is said of its place")
        func namesPlace() async throws {
            let folder = try Workspace()
            try folder.write("No picture", to: "wrong.png")
            try folder.write(
                #"""
                {"version": 1, "slides": [{"overlays": [
                {"type": "sticker", "src": "wrong.png", "x": 0.5, "y": 0.5, "width": 0.2}]}]}
                """#, to: "s.json")
            let made = try await Program.ingest(
                Fixture.path("demo.mp4"), ["--story", "s.json", "--text", "a"], in: folder)
            #expect(made.exitCode == 65)
            #expect(made.standardError.contains("$.slides[0].overlays[0].src: "), "\(made.standardError)")
        }
    }
}
