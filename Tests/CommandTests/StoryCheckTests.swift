import Foundation
import TestSupport
import Testing

extension CommandTests {
    @Suite struct StoryCheckTests {
        private static func story(_ overlays: String, media: String = "") -> String {
            #"{"version": 1, "slides": [{"media": {\#(media)}, "overlays": [\#(overlays)]}]}"#
        }

        private static let fine =
            ##"{"type": "text", "text": "Fine", "background": {"mode": "pill", "color": "#000000"}}"##

        private static func rules(_ event: JSON?) -> [String] {
            (event?["findings"]?.elements ?? []).compactMap { $0["rule"]?.string }
        }

        @Test("A story is looked at over the media that are named on the command line")
        func looksAtStory() async throws {
            let folder = try Workspace()
            try folder.write(
                Self.story(Self.fine + #", {"type": "text", "text": "Far below", "y": 0.95}"#),
                to: "story.json")
            let result = try await Program.run(
                ["check", "story.json", "--media", Fixture.path("demo.mp4"), "--json"], in: folder)
            let event = try #require(result.events.first)
            #expect(result.exitCode == 0, "\(result.text)\(result.standardError)")
            #expect(event["isRight"]?.bool == true && event["preset"]?.string == "story")
            let finding = event["findings"]?.elements.first { $0["rule"]?.string == "overlay.safe-zone" }
            #expect(finding?["path"]?.string == "$.slides[0].overlays[1]", "\(result.text)")
            for member in ["found", "limit", "remedy", "source", "severity"] {
                #expect(finding?[member]?.string?.isEmpty == false, "\(member)")
            }
            #expect(event["notChecked"]?.elements.isEmpty == true)
        }

        @Test("Without the first slide's media everything else is looked at, and it is said what was not")
        func looksWithoutMedia() async throws {
            let folder = try Workspace()
            try folder.write(
                Self.story(#"{"type": "text", "text": "Far below", "y": 0.95}"#), to: "story.json")
            let result = try await Program.run(
                ["check", "story.json", "--preset", "story", "--preset", "threads", "--json"], in: folder)
            #expect(result.exitCode == 0, "\(result.text)\(result.standardError)")
            #expect(result.events.map { $0["preset"]?.string } == ["story", "threads"])
            #expect(result.events.map { Self.rules($0) } == [["overlay.safe-zone"], []])
            #expect(result.events.first?["notChecked"]?.elements.count == 1)
        }

        @Test("Every problem that the worker finds is a line of its own")
        func tellsEachProblem() async throws {
            let folder = try Workspace()
            let text = #"{"type": "text", "text": "\uf8ff"}"#
            try folder.write(Self.story(text + "," + text), to: "story.json")
            let result = try await Program.run(
                ["preview", Fixture.path("chart-exif-1.jpg"), "--story", "story.json", "-o", "x.png"],
                in: folder)
            #expect(result.exitCode == 65)
            let lines = result.standardError.split(separator: "\n")
            #expect(lines.count { $0.contains("U+F8FF") } == 2, "\(result.standardError)")
            #expect(!result.standardError.contains("\u{fffd}"))
        }

        @Test("Slides that are too long together are found, as ingest finds them")
        func findsTooLong() async throws {
            let folder = try Workspace()
            let slide = #"{"media": {"src": "\#(Fixture.path("chart-exif-1.jpg"))", "duration": 9}}"#
            try folder.write(
                #"{"version": 1, "joined": true, "slides": [\#(slide), \#(slide)]}"#, to: "story.json")
            let result = try await Program.run(["check", "story.json", "--json"], in: folder)
            #expect(result.exitCode == 65)
            #expect(Self.rules(result.events.first).first == "story.joined", "\(result.text)")
        }

        @Test("Media that are missing are said, with what else is wrong")
        func tellsMissing() async throws {
            let folder = try Workspace()
            try folder.write(Self.story(Self.fine, media: #""src": "gone.mp4""#), to: "story.json")
            let missing = try await Program.run(["check", "story.json"], in: folder)
            #expect(missing.exitCode == 66)
            #expect(missing.text.contains("error media.missing at $.slides[0].media.src: "))
            let sticker = #"{"type": "sticker", "src": "notes.png"}"#
            try folder.write("no picture", to: "notes.png")
            try folder.write(
                Self.story(Self.fine + "," + sticker, media: #""src": "gone.mp4""#), to: "story.json")
            let wrong = try await Program.run(["check", "story.json"], in: folder)
            #expect(wrong.exitCode == 65)
            #expect(wrong.text.contains("error overlay.file at $.slides[0].overlays[1].src"))
        }

        @Test("Characters that no font has are named, with what else is wrong")
        func namesGlyphs() async throws {
            let folder = try Workspace()
            // A code point for private use, which no font of Debian's draws.
            try folder.write(
                Self.story(
                    #"{"type": "text", "text": "a\#u{10FFFD}"}, {"type": "text", "text": "b", "y": 0.01}"#),
                to: "story.json")
            let result = try await Program.run(["check", "story.json"], in: folder)
            #expect(result.exitCode == 65)
            #expect(result.text.contains("error text.glyphs at $.slides[0].overlays[0].text: U+10FFFD"))
            #expect(result.text.contains("warning overlay.safe-zone at $.slides[0].overlays[1]"))
        }

        @Test(
            "White text on a bright sky has too little contrast; a pill helps, and so does the dark road",
            .enabled(if: Clips.areAvailable, Clips.absence))
        func judgesContrastOfRealClip() async throws {
            let folder = try Workspace()
            let texts = [#""y": 0.15"#, #""y": 0.22, "background": {"mode": "pill"}"#, #""y": 0.65"#]
            let overlays = texts.map { #"{"type": "text", "text": "New", \#($0)}"# }.joined(separator: ",")
            try folder.write(
                Self.story(overlays, media: #""fit": "cover", "duration": 3"#), to: "story.json")
            let clip = Clips.path("landscape_720p_h264_aac_23s.mp4")
            let result = try await Program.run(
                ["check", "story.json", "--media", clip, "--json"], in: folder)
            let findings = result.events.first?["findings"]?.elements ?? []
            let pale = findings.filter { $0["rule"]?.string == "text.contrast" }
            #expect(pale.compactMap { $0["path"]?.string } == ["$.slides[0].overlays[0]"], "\(result.text)")
        }
    }
}
