import Foundation
import TestSupport
import Testing

extension CommandTests {
    /// Captions from files of subtitles.
    @Suite struct CaptionFileTests {
        /// Spoken from 1.0 to 1.5 s, and silence for long after the page has gone.
        private static let talk = "1\n00:00:01,000 --> 00:00:01,500\n<i>Hello</i> there\n"

        /// How many of the lower half's pixels differ between two stories at a moment of both.
        private func difference(
            _ first: String, _ second: String, at seconds: Double, in folder: borrowing Workspace
        ) async throws -> Int {
            let width = 270
            let height = 480
            var frames: [Raster] = []
            for name in [first, second] {
                frames.append(
                    try await FrameGrab.raster(
                        of: folder.file("out/\(name).mp4"), at: .time(seconds), width: width, height: height))
            }
            let lower = (height / 2 * width)...
            return zip(frames[0].samples[lower], frames[1].samples[lower])
                .count { abs(Int($0) - Int($1)) > 24 }
        }

        @Test(
            "Words of --captions are seen when they are spoken and not when none is, wherever the part begins",
            arguments: [([], 1.25, 0.5), (["--start", "0.75"], 0.5, 0.1), (["--speed", "0.5"], 2.5, 1.5)]
                as [([String], Double, Double)])
        func followsClip(options: [String], spoken: Double, silent: Double) async throws {
            let folder = try Workspace()
            try folder.write(Self.talk, to: "talk.srt")
            let clip = Fixture.path("flash-beep.mp4")
            let length = ["--duration", "2.9"]
            let bare = try folder.copy(clip, as: "bare.mp4")
            let dressed = try folder.copy(clip, as: "dressed.mp4")
            let without = try await Program.ingest(bare, length + options, in: folder)
            #expect(without.exitCode == 0, "\(without.standardError)")
            let with = try await Program.ingest(
                dressed, length + options + ["--captions", "talk.srt"], in: folder)
            #expect(with.exitCode == 0, "\(with.standardError)")
            let letters = try await difference("bare", "dressed", at: spoken, in: folder)
            #expect(letters > 1000, "\(letters) pixels differ")
            #expect(try await difference("bare", "dressed", at: silent, in: folder) < 50)
        }

        @Test("A story that is made is made again when its subtitles change, and not otherwise")
        func countsContent() async throws {
            let folder = try Workspace()
            try folder.write(Self.talk, to: "talk.srt")
            let input = try folder.copy(Fixture.path("flash-beep.mp4"), as: "clip.mp4")
            let options = ["--duration", "0.2", "--start", "1", "--captions", "talk.srt", "--json"]
            func result(_ more: [String] = []) async throws -> ToolResult {
                try await Program.ingest(input, options + more, in: folder)
            }
            #expect(try await result().exitCode == 0)
            let made = try folder.json("out/clip.json")["fingerprint"]?.string
            #expect(try await result().exitCode == 0)
            try folder.write(Self.talk.replacing("there", with: "you"), to: "talk.srt")
            #expect(try await result().exitCode == 73)
            #expect(try await result(["--overwrite"]).exitCode == 0)
            #expect(try folder.json("out/clip.json")["fingerprint"]?.string != made)
        }

        @Test(
            "A check names what is wrong with a story's subtitles, with the line; and looks at what they say")
        func checks() async throws {
            let folder = try Workspace()
            func check(_ subtitles: String) async throws -> ToolResult {
                try folder.write(subtitles, to: "talk.vtt")
                try folder.write(
                    #"{"version":1,"slides":[{"overlays":[{"type":"text","subtitles":"talk.vtt","y":0.95}]}]}"#,
                    to: "story.json")
                return try await Program.run(
                    ["check", "story.json", "--media", Fixture.path("demo.mp4"), "--json"], in: folder)
            }
            func finding(_ result: ToolResult, _ rule: String) -> JSON? {
                result.events.first?["findings"]?.elements.first { $0["rule"]?.string == rule }
            }
            let wrong = try await check("WEBVTT\n\n00:01.000 --> 00:0")
            #expect(wrong.exitCode == 65, "\(wrong.text)")
            let fault = finding(wrong, "overlay.file")
            #expect(fault?["path"]?.string == "$.slides[0].overlays[0].subtitles", "\(wrong.text)")
            #expect(fault?["found"]?.string?.contains("line 3: ") == true, "\(wrong.text)")
            let right = try await check("WEBVTT\n\n00:00.000 --> 00:02.000\nFar below")
            #expect(right.exitCode == 0, "\(right.text)")
            #expect(finding(right, "overlay.safe-zone")?["found"]?.string?.contains("Far below") == true)
            #expect(try await check("WEBVTT\n\n59:00.000 --> 59:02.000\nLater").exitCode == 0)
        }

        @Test(
            "A file of subtitles that is no such file is refused with its line, and several clips with one file"
        )
        func refuses() async throws {
            let folder = try Workspace()
            try folder.write("Hello\n", to: "talk.srt")
            let clip = Fixture.path("flash-beep.mp4")
            let wrong = try await Program.ingest(clip, ["--captions", "talk.srt"], in: folder)
            #expect(wrong.exitCode == 65)
            #expect(wrong.standardError.contains("\"talk.srt\": line 1: "), "\(wrong.standardError)")
            let several = try await Program.ingest(clip, [clip, "--captions", "talk.srt"], in: folder)
            #expect(several.exitCode == 64, "\(several.standardError)")
            #expect(folder.files == ["talk.srt"])
        }
    }
}
