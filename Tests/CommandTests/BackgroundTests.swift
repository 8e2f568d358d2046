import TestSupport
import Testing

extension CommandTests {
    /// Stories that need no media, and media on a background.
    @Suite struct BackgroundTests {
        private static let words = ##"""
            {"version": 1, "slides": [{
              "media": {"duration": 1},
              "background": {"gradient": {"colors": ["#ff0000", "#0000ff"], "angle": 180}},
              "overlays": [{"type": "text", "text": "Only words", "y": 0.5}]
            }]}
            """##

        @Test("A story of words on a background is one command, and is named after its document")
        func makesWordsOnly() async throws {
            let folder = try Workspace()
            try folder.write(Self.words, to: "sale.json")
            let result = try await Program.run(["ingest", "--story", "sale.json"], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            #expect(result.text == "sale.story.mp4\n")
            let frame = try await FrameGrab.raster(
                of: folder.file("sale.story.mp4"), width: 90, height: 160, layout: .rgb)
            #expect(frame.mean(x: 0..<90, y: 0..<4, sample: 0) > 230)
            #expect(frame.mean(x: 0..<90, y: 156..<160, sample: 2) > 230)
            // The words.
            #expect(frame.mean(x: 20..<70, y: 76..<84, sample: 1) > 20)
            let manifest = try folder.json("sale.story.json")
            #expect(manifest["slides"]?[0]?["input"]?["name"]?.string == "sale.json")
            #expect(manifest["slides"]?[0]?["media"]?["kind"]?.string == "background")

            let again = try await Program.run(["ingest", "--story", "sale.json"], in: folder)
            #expect(again.exitCode == 0)
            #expect(again.standardError.contains("done already"))
        }

        @Test("A story whose document names all media needs no input")
        func takesMediaOfDocument() async throws {
            let folder = try Workspace()
            _ = try folder.copy(Fixture.path("chart-exif-1.jpg"), as: "photo.jpg")
            try folder.write(
                ##"{"version": 1, "slides": [{"media": {"src": "photo.jpg", "duration": 1}}, {"background": "#00ff00", "media": {"duration": 1}}]}"##,
                to: "two.yaml")
            let result = try await Program.run(
                ["ingest", "--story", "two.yaml", "--output", "out"], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            #expect(result.text == "out/two-1.mp4\nout/two-2.mp4\n")
            let green = try await FrameGrab.raster(
                of: folder.file("out/two-2.mp4"), width: 90, height: 160, layout: .rgb)
            #expect(green.mean(sample: 1) > 240 && green.mean(sample: 0) < 15)
        }

        @Test("An input lies on the background of the first slide")
        func laysInputOnBackground() async throws {
            let folder = try Workspace()
            try folder.write(Self.words, to: "sale.json")
            let result = try await Program.run(
                ["preview", Fixture.path("demo.mp4"), "--story", "sale.json", "-o", "frame.png"], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            let frame = try await FrameGrab.raster(
                of: folder.file("frame.png"), width: 90, height: 160, layout: .rgb)
            #expect(frame.mean(x: 0..<90, y: 0..<4, sample: 0) > 230)
            // The clip lies in the middle, where the gradient, which has no green, would be.
            let plain = try await Program.run(
                ["preview", "--story", "sale.json", "-o", "plain.png"], in: folder)
            #expect(plain.exitCode == 0, "\(plain.standardError)")
            let bare = try await FrameGrab.raster(
                of: folder.file("plain.png"), width: 90, height: 160, layout: .rgb)
            #expect(frame.mean(x: 0..<90, y: 60..<72, sample: 1) > 20)
            #expect(bare.mean(x: 0..<90, y: 60..<72, sample: 1) < 5)
        }

        @Test(
            "Through the transparent parts of a picture its background is seen, in its own colours",
            arguments: [[], ["--look", "moonlight"], ["--turn", "90"], ["--fit", "cover"]])
        func seesThroughPicture(options: [String]) async throws {
            let folder = try Workspace()
            try folder.write(
                ##"{"version": 1, "slides": [{"background": "#00c000", "media": {"duration": 1}}]}"##,
                to: "s.json")
            let result = try await Program.run(
                ["preview", Fixture.path("heart.png"), "--story", "s.json", "-o", "frame.png"] + options,
                in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            let frame = try await FrameGrab.raster(
                of: folder.file("frame.png"), width: 90, height: 160, layout: .rgb)
            // A corner of the canvas, and one of the heart's square, which lies inside it unless it covers all.
            for (x, y) in [(0..<2, 0..<2), (1..<3, options.contains("cover") ? 2..<4 : 38..<40)] {
                #expect(abs(frame.mean(x: x, y: y, sample: 0)) < 3)
                #expect(abs(frame.mean(x: x, y: y, sample: 1) - 192) < 3)
                #expect(abs(frame.mean(x: x, y: y, sample: 2)) < 3)
            }
            #expect(frame.mean(x: 40..<50, y: 75..<85, sample: 0) > 100)
            #expect(abs(frame.mean(x: 40..<50, y: 75..<85, sample: 1) - 192) > 30)
        }

        @Test("A background's picture that is missing is an error with its place, and leaves nothing behind")
        func namesMissingPicture() async throws {
            let folder = try Workspace()
            try folder.write(
                #"{"version": 1, "slides": [{"background": {"src": "nope.png"}, "media": {"duration": 1}}]}"#,
                to: "s.json")
            let result = try await Program.run(
                ["ingest", "--story", "s.json", "--output", "out"], in: folder)
            #expect(result.exitCode == 65)
            #expect(
                result.standardError.contains(
                    #"$.slides[0].background.src: got "nope.png": there is no such file"#),
                "\(result.standardError)")
        }

        @Test("A story without media and without a background says what it needs")
        func saysWhatIsMissing() async throws {
            let folder = try Workspace()
            try folder.write(
                #"{"version": 1, "slides": [{"overlays": [{"type": "text", "text": "a"}]}]}"#, to: "s.json")
            let result = try await Program.run(["ingest", "--story", "s.json"], in: folder)
            #expect(result.exitCode == 64)
            #expect(
                result.standardError.contains("Its first slide has neither media nor a background."),
                "\(result.standardError)")
            let nothing = try await Program.run(["ingest"], in: folder)
            #expect(nothing.exitCode == 64)
            #expect(nothing.standardError.contains("name a clip or photo"), "\(nothing.standardError)")
        }

        @Test("A story without media is made by the queue, too, and is right by check")
        func worksInQueue() async throws {
            let folder = try Workspace()
            try folder.write(
                Self.words.replacing(#""duration": 1"#, with: #""duration": 3"#), to: "sale.json")
            let check = try await Program.run(["check", "sale.json"], in: folder)
            #expect(check.exitCode == 0, "\(check.standardOutput) \(check.standardError)")
            let queue = ["--queue", "jobs.sqlite"]
            let submitted = try await Program.run(
                ["submit", "--story", "sale.json", "--output", "out"] + queue, in: folder)
            #expect(submitted.exitCode == 0, "\(submitted.standardError)")
            let worked = try await Program.run(["work", "--once"] + queue, in: folder)
            #expect(worked.exitCode == 0, "\(worked.standardError)")
            let facts = try folder.json("out/sale.json")
            #expect(facts["slides"]?[0]?["plan"]?["frameCount"]?.number == 90)
        }
    }
}
