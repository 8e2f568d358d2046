import Foundation
import TestSupport
import Testing

extension CommandTests {
    /// That a confined worker does all that an unconfined one does.
    #if os(Linux)
        @Suite struct ConfinementTests {
            /// Half a second with a text in colour and a moving sticker.
            private static let story = """
                {"version": 1, "slides": [{"media": {"src": "input", "duration": 0.5}, "overlays": [
                {"type": "text", "text": "Golden hour \u{1F305}"}, {"type": "sticker", "src": "heart.apng"}]}]}
                """

            /// Makes the story of an input and returns the video's path.
            private func ingest(
                _ input: String, containment: String, in folder: borrowing Workspace
            ) async throws -> String {
                try folder.write(Self.story, to: "story.json")
                _ = try folder.copy(Fixture.path("heart.apng"), as: "heart.apng")
                let result = try await Program.ingest(
                    input, ["--story", "story.json", "--containment", containment, "--json"], in: folder)
                #expect(result.exitCode == 0, "\(result.standardError)")
                let published = try #require(result.events.last?["outcomes"]?.elements.first?["story"])
                #expect(published["substitutions"]?.elements.isEmpty == true)
                return try folder.file(#require(published["videos"]?.elements.first?.string))
            }

            @Test("A confined worker makes the same story, byte by byte, as one that is not confined")
            func sameStory() async throws {
                let confined = try Workspace()
                let video = try await ingest(Fixture.path("demo.mp4"), containment: "full", in: confined)
                #expect(try await StoryCheck.violations(of: video, expecting: .init(duration: 0.5)) == [])
                let free = try Workspace()
                let reference = try await ingest(Fixture.path("demo.mp4"), containment: "lists", in: free)
                #expect(
                    try Data(contentsOf: URL(filePath: video)) == Data(contentsOf: URL(filePath: reference)))
            }

            @Test("A confined worker decodes photos of every library", arguments: ["heic", "avif", "webp"])
            func photos(format: String) async throws {
                let folder = try Workspace()
                let photo = folder.file("photo." + format)
                let source = Fixture.path("chart-exif-1.jpg")
                switch format {
                case "heic": try await Tool("heif-enc").checked([source, "-o", photo])
                case "avif": try await Tool("heif-enc").checked(["-A", source, "-o", photo])
                default: try await Tool.ffmpeg.checked(["-v", "error", "-i", source, photo])
                }
                let video = try await ingest(photo, containment: "full", in: folder)
                #expect(try await StoryCheck.violations(of: video, expecting: .init(duration: 0.5)) == [])
            }
        }
    #endif
}
