import Foundation
import TestSupport
import Testing

extension CommandTests {
    /// A look at a story before it is made, and at a draft of it.
    @Suite struct PreviewTests {
        private static func preview(
            _ input: String, _ options: [String], in folder: borrowing Workspace
        ) async throws -> ToolResult {
            try await Program.run(["preview", input] + options, in: folder)
        }

        @Test("A preview shows the picture and the colours that the finished story has at that moment")
        func equalsStory() async throws {
            let folder = try Workspace()
            let options = ["--start", "0.5", "--duration", "1", "--text", "Hello 👋🏽"]
            let clip = Fixture.path("counter-24fps.mp4")
            let story = try await Program.ingest(clip, options, in: folder)
            #expect(story.exitCode == 0, "\(story.standardError)")
            let preview = try await Self.preview(
                clip, options + ["--at", "0.7", "-o", "frame.png"], in: folder)
            #expect(preview.exitCode == 0, "\(preview.standardError)")
            #expect(preview.text == "frame.png\n")
            let frames = try await FrameGrab.rasters(
                of: folder.file("out/counter-24fps.mp4"), width: 270, height: 480, layout: .rgb)
            let shown = try await FrameGrab.raster(
                of: folder.file("frame.png"), width: 270, height: 480, layout: .rgb)
            func difference(_ index: Int) -> Double {
                let differences = zip(frames[index].samples, shown.samples).map { abs(Int($0) - Int($1)) }
                return Double(differences.reduce(0, +)) / Double(differences.count)
            }
            // What coding and ffmpeg's way to RGB do to it.
            #expect(difference(21) < 4, "\(difference(21))")
            #expect(difference(21) < min(difference(20), difference(22)))
            let luma = try await FrameGrab.raster(of: folder.file("frame.png"), width: 90, height: 160)
            let numbers = try await FrameCounter.numbers(of: folder.file("out/counter-24fps.mp4"))
            #expect(FrameCounter.number(in: luma, x: 0..<90, y: 151..<160) == numbers[21])
        }

        @Test(
            "The colours of a photo are the photo's",
            arguments: [[200, 100, 50], [32, 64, 240], [128, 128, 128]])
        func keepsColors(color: [Int]) async throws {
            let folder = try Workspace()
            let hex = color.map { String($0 + 256, radix: 16).dropFirst() }.joined()
            try await Tool.ffmpeg.checked([
                "-v", "error", "-f", "lavfi", "-i", "color=0x\(hex):s=90x160", "-frames:v", "1", "-pix_fmt",
                "rgb24", folder.file("photo.png"),
            ])
            let result = try await Self.preview("photo.png", ["-o", "frame.png"], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            let shown = try await FrameGrab.raster(of: folder.file("frame.png"), layout: .rgb)
            // 8 bits of luma and chroma in limited range hold a colour to within 2.
            for (sample, value) in zip(shown[540, 960], color) { #expect(abs(Int(sample) - value) <= 3) }
        }

        @Test("With --json the result names file, frame, time and hash")
        func printsResult() async throws {
            let folder = try Workspace()
            let result = try await Self.preview(
                Fixture.path("chart-exif-1.jpg"), ["--at", "2.5", "-o", "frame.png", "--json"], in: folder)
            let event = try #require(result.events.last)
            #expect(event["event"]?.string == "result" && event["exitStatus"]?.integer == 0)
            #expect(event["path"]?.string == "frame.png")
            let frame = try #require(event["preview"]?["frames"]?[0])
            #expect(frame["index"]?.integer == 75 && frame["time"]?.number == 2.5)
            #expect(frame["sha256"]?.string?.count == 64)
            #expect(folder.files == ["frame.png"])
        }

        @Test("A sheet is as large as its tiles, and --sheet alone is 4 by 3")
        func drawsSheets() async throws {
            let folder = try Workspace()
            let clip = Fixture.path("chart-exif-1.jpg")
            for (options, size) in [(["--sheet", "3x2"], "842,984"), (["--sheet"], "1120,1472")] {
                let result = try await Self.preview(clip, options + ["-o", "sheet.png"], in: folder)
                #expect(result.exitCode == 0, "\(result.standardError)")
                let probe = try await Tool.ffprobe.checked([
                    "-v", "error", "-show_entries", "stream=width,height", "-of", "csv=p=0",
                    folder.file("sheet.png"),
                ])
                #expect(probe.text.hasPrefix(size), "\(probe.text)")
            }
            for wrong in ["0x3", "13x1", "4", "4x", "4x3x2"] {
                let result = try await Self.preview(clip, ["--sheet", wrong, "-o", "no.png"], in: folder)
                #expect(result.exitCode == 64, "\(wrong)")
            }
            #expect(folder.files == ["sheet.png"])
        }

        @Test("What cannot be shown gets one clear error, and leaves nothing")
        func leavesNothing() async throws {
            let folder = try Workspace()
            let photo = Fixture.path("chart-exif-1.jpg")
            for (input, options, status, word) in [
                (photo, ["--at", "5"], 65, "its last frame is at 4.97 s"),
                (photo, ["--slide", "2"], 65, "the story has one"),
                (photo, ["--sticker", "gone.png"], 66, "gone.png"),
                (photo, ["--guides", "--preset", "threads"], 64, "not known"),
                (photo, ["--at", "1", "--sheet"], 64, "cannot be combined"),
                (Fixture.path("broken/text.mp4"), [], 65, "text.mp4"),
                ("gone.mp4", [], 66, "gone.mp4"),
            ] {
                let result = try await Self.preview(
                    input, ["-o", "new/frame.png"] + options, in: folder)
                #expect(Int(result.exitCode ?? -1) == status, "\(options): \(result.standardError)")
                #expect(result.standardError.contains(word), "\(options): \(result.standardError)")
                #expect(folder.files == [])
                #expect(!FileManager.default.fileExists(atPath: folder.file("new")))
            }
        }

        @Test(
            "A preview replaces its predecessor, and no other file unless asked; never what it is made from")
        func replacesPreviewsOnly() async throws {
            let folder = try Workspace()
            let upload = try folder.copy(Fixture.path("chart-alpha-8.png"), as: "photo.png")
            try folder.write("mine", to: "frame.png")
            let before = try Data(contentsOf: URL(filePath: upload))
            func draw(_ options: [String]) async throws -> Int32? {
                try await Self.preview("photo.png", options, in: folder).exitCode
            }
            #expect(try await draw(["-o", "photo.png", "--overwrite"]) == 73)
            #expect(try await draw(["-o", "frame.png"]) == 73)
            #expect(try Data(contentsOf: URL(filePath: upload)) == before)
            #expect(try await draw(["-o", "frame.png", "--overwrite"]) == 0)
            #expect(try await draw(["-o", "frame.png", "--text", "again"]) == 0)
            #expect(try await draw([]) == 0)
            #expect(folder.files == ["frame.png", "photo.png", "photo.preview.png"])
        }

        @Test("Each slide of a story is a file, in order, and a preview shows the one that it is asked for")
        func showsSlides() async throws {
            let folder = try Workspace()
            _ = try folder.copy(Fixture.path("heart.png"), as: "b.png")
            _ = try folder.copy(Fixture.path("chart-exif-1.jpg"), as: "c.jpg")
            try folder.write(
                """
                {"version": 1, "slides": [{"media": {"duration": 0.2}},
                 {"media": {"src": "b.png", "duration": 0.3}}, {"media": {"src": "c.jpg", "duration": 0.4}}]}
                """, to: "story.json")
            let clip = Fixture.path("demo.mp4")
            let made = try await Program.ingest(clip, ["--story", "story.json"], in: folder)
            #expect(made.exitCode == 0, "\(made.standardError)")
            #expect(made.text == (1...3).map { "out/demo-\($0).mp4\n" }.joined())
            let manifest = try folder.json("out/demo.json")
            for (index, frames) in [6, 9, 12].enumerated() {
                let slide = manifest["slides"]?[index]
                #expect(slide?["output"]?["frames"]?.integer == frames)
                #expect(slide?["video"]?["name"]?.string == "demo-\(index + 1).mp4")
                #expect(slide?["plan"]?["slide"]?.integer == index + 1)
                let result = try await Self.preview(
                    clip, ["--story", "story.json", "--slide", "\(index + 1)", "-o", "frame.png"],
                    in: folder)
                #expect(result.exitCode == 0, "\(result.standardError)")
                let shown = try await FrameGrab.raster(
                    of: folder.file("frame.png"), width: 90, height: 160)
                let made = try await FrameGrab.raster(
                    of: folder.file("out/demo-\(index + 1).mp4"), width: 90, height: 160)
                // Luma in full range from a PNG file, in limited range from a story: structure counts.
                #expect(shown.ssim(to: made) > 0.9, "slide \(index + 1)")
            }
        }

        @Test("A draft is half as large, says that it is one, and never takes the finished story's place")
        func makesDraft() async throws {
            let folder = try Workspace()
            let clip = Fixture.path("demo.mp4")
            for options in [[], ["--draft"]] {
                let made = try await Program.ingest(clip, ["--duration", "0.5"] + options, in: folder)
                #expect(made.exitCode == 0, "\(made.standardError)")
            }
            #expect(
                folder.files == [
                    "out/demo.draft.jpg", "out/demo.draft.json", "out/demo.draft.mp4", "out/demo.jpg",
                    "out/demo.json", "out/demo.mp4",
                ])
            let draft = try folder.json("out/demo.draft.json")
            #expect(draft["draft"]?.bool == true)
            #expect(draft["slides"]?[0]?["output"]?["width"]?.integer == 540)
            #expect(draft["slides"]?[0]?["output"]?["height"]?.integer == 960)
            let story = try folder.json("out/demo.json")
            #expect(story["draft"] == nil)
            #expect(story["slides"]?[0]?["output"]?["width"]?.integer == 1080)
            #expect(story["fingerprint"] != draft["fingerprint"])
            let again = try await Program.ingest(clip, ["--duration", "0.5", "--draft"], in: folder)
            #expect(again.exitCode == 0 && again.standardError.contains("already"), "\(again.standardError)")
        }
    }
}
