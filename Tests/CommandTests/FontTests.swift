import Foundation
import TestSupport
import Testing

extension CommandTests {
    /// Fonts and brands that a story brings along, drawn by a confined worker.
    @Suite struct FontTests {
        private static func story(_ text: String, _ members: String = "") -> String {
            ##"{"version": 1, \##(members)"slides": [{"media": {"duration": 1}, "overlays": ["##
                + ##"{"type": "text", "text": "A", "color": "#ffffff", \##(text)}]}]}"##
        }

        private static func font(_ name: String) -> String { Fixture.path("fonts/" + name) }

        /// How many pixels of a preview are white.
        private static func white(
            _ options: [String], in folder: borrowing Workspace
        ) async throws -> Int {
            let result = try await Program.run(
                ["preview", Fixture.path("chart-exif-1.jpg"), "-o", "frame.png", "--overwrite"] + options,
                in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            let raster = try await FrameGrab.raster(of: folder.file("frame.png"), width: 270, height: 480)
            return raster.samples.count { $0 > 230 }
        }

        @Test("A font that a text names by its file is drawn")
        func drawsFile() async throws {
            let folder = try Workspace()
            try FileManager.default.copyItem(atPath: Self.font("Box.ttf"), toPath: folder.file("own.ttf"))
            try folder.write(Self.story(#""font": {"family": "Inter", "size": 400}"#), to: "plain.json")
            try folder.write(Self.story(#""font": {"src": "own.ttf", "size": 400}"#), to: "own.json")
            let plain = try await Self.white(["--story", "plain.json"], in: folder)
            let own = try await Self.white(["--story", "own.json"], in: folder)
            // A box of 400 × 440 pixels of a canvas 1080 wide, in a picture of a quarter of its width, and what
            // is white in the photo.
            #expect(own > 100 * 110 - 200 && plain < own / 2, "\(plain), \(own)")
        }

        @Test(
            "--fonts makes the families of a folder known, subfolders included, to preview, check and ingest alike"
        )
        func drawsFolder() async throws {
            let folder = try Workspace()
            try FileManager.default.createDirectory(
                atPath: folder.file("fonts/one"), withIntermediateDirectories: true)
            try FileManager.default.copyItem(
                atPath: Self.font("Box.ttf"), toPath: folder.file("fonts/one/a.ttf"))
            try folder.write(Self.story(#""font": {"family": "Box", "size": 400}"#), to: "story.json")
            let options = ["--story", "story.json", "--fonts", "fonts"]
            #expect(try await Self.white(options, in: folder) > 10_000)
            let input = Fixture.path("chart-exif-1.jpg")
            let check = try await Program.run(
                ["check", "story.json", "--media", input, "--fonts", "fonts", "--json"], in: folder)
            #expect(check.text.contains("text.license") && !check.text.contains("text.font"), "\(check.text)")
            let made = try await Program.ingest(input, options, in: folder)
            #expect(made.exitCode == 0, "\(made.standardError)")
            #expect(made.standardError.contains("licence forbids embedding"), "\(made.standardError)")
            let plan = try await Program.run(["ingest", input, "--dry-run"] + options, in: folder)
            #expect(plan.text.contains("licence forbids embedding"), "\(plan.text)")
        }

        @Test(
            "A folder without fonts, and one that is missing, are errors of --fonts",
            arguments: ["empty", "gone"])
        func namesFolder(name: String) async throws {
            let folder = try Workspace()
            try folder.write("no font", to: "empty/readme.txt")
            let result = try await Program.run(
                ["preview", Fixture.path("chart-exif-1.jpg"), "--fonts", name], in: folder)
            #expect(
                result.exitCode == 66 && result.standardError.contains("--fonts: \(name)"), "\(result.ending)"
            )
        }

        @Test("A story whose brand's kit has changed is another story")
        func brand() async throws {
            let folder = try Workspace()
            try FileManager.default.createDirectory(
                atPath: folder.file("brand"), withIntermediateDirectories: true)
            try FileManager.default.copyItem(
                atPath: Self.font("Box.ttf"), toPath: folder.file("brand/box.ttf"))
            func kit(_ size: Int) throws {
                let text =
                    ##"{"colors": {"own": "#ffffff"}, "styles": {"huge": {"color": "@own", "font": {"src": "box.ttf", "size": \##(size)}}}}"##
                try folder.write(text, to: "brand/kit.json")
            }
            try folder.write(
                Self.story(#""style": "huge""#, #""brand": "brand/kit.json", "#), to: "story.json")
            let input = Fixture.path("chart-exif-1.jpg")
            try kit(400)
            #expect(try await Self.white(["--story", "story.json"], in: folder) > 10_000)
            let first = try await Program.ingest(input, ["--story", "story.json", "--json"], in: folder)
            let again = try await Program.ingest(input, ["--story", "story.json", "--json"], in: folder)
            #expect(
                first.text.contains(#""published""#) && again.text.contains(#""alreadyDone""#),
                "\(again.text)")
            try kit(200)
            let other = try await Program.ingest(
                input, ["--story", "story.json", "--overwrite", "--json"], in: folder)
            #expect(other.text.contains(#""published""#), "\(other.text)\(other.standardError)")
        }

        @Test("Mistakes in a kit, and a kit that is missing, are named with its file and the place in it")
        func kitFaults() async throws {
            let folder = try Workspace()
            try folder.write(##"{"colors": {"own": "#fffff"}, "stiles": {}}"##, to: "brand/kit.yaml")
            try folder.write(Self.story(#""y": 0.2"#, #""brand": "brand/kit.yaml", "#), to: "story.json")
            let result = try await Program.run(["check", "story.json"], in: folder)
            #expect(result.exitCode == 65)
            #expect(
                result.standardError.contains("brand/kit.yaml: $.colors.own: got"), "\(result.standardError)")
            #expect(
                result.standardError.contains("brand/kit.yaml: $.stiles: unknown key"),
                "\(result.standardError)")
            let gone = try await Program.run(["check", "story.json", "--brand", "gone.json"], in: folder)
            #expect(
                gone.exitCode == 65 && gone.standardError.contains("gone.json: There is no such file"),
                "\(gone.standardError)")
        }

        @Test("A damaged font is one error with its place and its file")
        func damaged() async throws {
            let folder = try Workspace()
            let whole = try Data(contentsOf: URL(filePath: Self.font("Dots-Regular.woff2")))
            try whole.prefix(500).write(to: URL(filePath: folder.file("cut.woff2")))
            try folder.write(Self.story(#""font": {"src": "cut.woff2"}"#), to: "story.json")
            let result = try await Program.ingest(
                Fixture.path("chart-exif-1.jpg"), ["--story", "story.json"], in: folder)
            #expect(result.exitCode == 65, "\(result.ending)")
            #expect(
                result.standardError.contains("$.slides[0].overlays[0].font.src"), "\(result.standardError)")
            #expect(
                result.standardError.contains("cut.woff2: The font is damaged"), "\(result.standardError)")
        }
    }
}
