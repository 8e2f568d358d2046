import Foundation
import TestSupport
import Testing

extension CommandTests {
    /// Text and stickers from the command line and from a story.
    @Suite struct OverlayTests {
        @Test("Text and a sticker from the command line appear, and without them the picture is bare")
        func drawsShorthand() async throws {
            let folder = try Workspace()
            let bare = try await Program.ingest(
                Fixture.path("chart-exif-1.jpg"), ["--duration", "0.2"], in: folder)
            #expect(bare.exitCode == 0, "\(bare.standardError)")
            let dressed = try await Program.ingest(
                Fixture.path("chart-exif-2.jpg"),
                ["--duration", "0.2", "--text", "Hello 👋🏽", "--sticker", Fixture.path("heart.png")], in: folder
            )
            #expect(dressed.exitCode == 0, "\(dressed.standardError)")
            let before = try await FrameGrab.raster(
                of: folder.file("out/chart-exif-1.mp4"), at: .index(3), width: 270, height: 480)
            let after = try await FrameGrab.raster(
                of: folder.file("out/chart-exif-2.mp4"), at: .index(3), width: 270, height: 480)
            let changed = zip(before.samples, after.samples).filter { abs(Int($0) - Int($1)) > 24 }.count
            #expect(changed > 270 * 480 / 200, "\(changed) pixels differ")
            #expect(changed < 270 * 480 / 3, "\(changed) pixels differ")
        }

        @Test("A sticker that is missing or no picture is named with its place in the story")
        func namesBadSticker() async throws {
            let folder = try Workspace()
            try folder.write(
                """
                {"version": 1, "slides": [{"media": {"src": "a.mp4"},
                 "overlays": [{"type": "sticker", "src": "gone.png"}]}]}
                """, to: "story.json")
            let result = try await Program.ingest(
                Fixture.path("demo.mp4"), ["--story", "story.json"], in: folder)
            #expect(result.exitCode == 65 || result.exitCode == 66, "\(result.ending)")
            #expect(result.standardError.contains("gone.png"), "\(result.standardError)")
            #expect(folder.files == ["story.json"])
        }

        @Test(
            "A sticker whose file is damaged or cut off is refused by check, preview and ingest alike",
            arguments: ["png", "jpg", "webp", "gif", "heic"], [true, false])
        func refusesDamagedSticker(type: String, isCut: Bool) async throws {
            let folder = try Workspace()
            let sticker = "sticker." + type
            try await Tool.ffmpeg.checked([
                "-v", "error", "-f", "lavfi", "-i", "mandelbrot=s=256x256", "-frames:v", "1",
                folder.file("a.png"),
            ])
            let maker =
                switch type {
                case "webp": ["cwebp", "-quiet", "a.png", "-o", sticker]
                case "heic": ["heif-enc", "-q", "80", "a.png", "-o", sticker]
                default: ["ffmpeg", "-v", "error", "-i", "a.png", sticker]
                }
            try await Tool(maker[0]).checked(Array(maker.dropFirst()), in: folder.path)
            let whole = try Data(contentsOf: URL(filePath: folder.file(sticker)))
            var file = whole.prefix(whole.count * 7 / 10)
            if !isCut { file += Data(count: whole.count - file.count) }
            try file.write(to: URL(filePath: folder.file(sticker)))
            try folder.write(
                """
                {"version": 1, "slides": [{"media": {"duration": 0.2},
                 "overlays": [{"type": "sticker", "src": "\(sticker)"}]}]}
                """, to: "story.json")
            let photo = Fixture.path("chart-exif-1.jpg")
            for command in [
                ["check", "story.json", "--media", photo],
                ["preview", photo, "--story", "story.json", "--output", "p.png"],
                ["ingest", photo, "--story", "story.json", "--output", "out"],
            ] {
                let result = try await Program.run(command, in: folder)
                #expect(result.exitCode == 65, "\(command[0]): \(result.ending): \(result.standardError)")
                let said = result.text + result.standardError
                #expect(said.contains(sticker), "\(command[0]): \(said)")
            }
            #expect(folder.files.allSatisfy { !$0.hasPrefix("out") && $0 != "p.png" }, "\(folder.files)")
        }

        @Test("Drawn stickers appear, with what a backend needs to make them tappable in the manifest")
        func drawsStickers() async throws {
            let folder = try Workspace()
            try folder.write(
                """
                {"version": 1, "slides": [{"media": {"duration": 0.2}, "overlays": [
                  {"type": "poll", "question": "Which?", "options": ["Red", "Blue"], "y": 0.3},
                  {"type": "music", "title": "Song", "artist": "Singer", "cover": "cover.png", "y": 0.6},
                  {"type": "link", "url": "https://www.example.com/a", "y": 0.8, "rotation": -10}]}]}
                """, to: "story.json")
            try FileManager.default.copyItem(
                atPath: Fixture.path("heart.png"), toPath: folder.file("cover.png"))
            let result = try await Program.ingest(
                Fixture.path("chart-exif-1.jpg"), ["--story", "story.json"], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            let slide = try JSON(contentsOfFile: folder.file("out/chart-exif-1.json"))["slides"]?[0]
            let regions = try #require(slide?["result"]?["overlays"]?.elements)
            #expect(regions.map { $0["kind"]?.string } == ["poll", "music", "link"])
            #expect(regions[0]["subregions"]?.elements.map { $0["index"]?.integer } == [0, 1])
            #expect(regions[0]["payload"]?["options"]?.elements.map(\.string) == ["Red", "Blue"])
            let area = slide?["platforms"]?["telegram"]?[0]
            #expect(area?["position"]?["rotation_angle"]?.number == 350)
            // The card begins at 0.2 of the width, the middle of its cover is 86/648 of its own 0.6 further.
            let picture = try await FrameGrab.raster(
                of: folder.file("out/chart-exif-1.mp4"), at: .index(3), width: 270, height: 480,
                layout: .rgb)
            let heart = picture[75, 288]
            #expect(heart[0] > 180 && heart[1] < 120, "\(heart)")
        }
    }
}
