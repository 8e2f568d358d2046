import Foundation
import TestSupport
import Testing

extension CommandTests {
    /// What the README promises about the files that appear.
    @Suite struct PublishingTests {
        @Test("The README's command makes a right story with a cover and a manifest that fit it")
        func publishesDemo() async throws {
            let folder = try Workspace()
            let result = try await Program.ingest(
                Fixture.path("demo.mp4"), ["--story", Fixture.path("demo-story.json")], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            #expect(folder.files == ["out/demo.jpg", "out/demo.json", "out/demo.mp4"])
            #expect(
                try await StoryCheck.violations(
                    of: folder.file("out/demo.mp4"), expecting: .init(duration: 12)) == [])

            let cover = try await Tool.ffprobe.checked([
                "-v", "error", "-show_entries", "stream=codec_name,width,height", "-of", "csv=p=0",
                folder.file("out/demo.jpg"),
            ])
            #expect(cover.text.hasPrefix("mjpeg,1080,1920"))

            let slide = try folder.json("out/demo.json")["slides"]?[0]
            let hash = try await Tool("sha256sum").checked([folder.file("out/demo.mp4")])
            #expect(
                slide?["video"]?["sha256"]?.string == hash.text.split(separator: " ").first.map(String.init))
        }

        @Test("A second run recognises that the work is done")
        func recognisesDone() async throws {
            let folder = try Workspace()
            let options = ["--duration", "1"]
            _ = try await Program.ingest(Fixture.path("demo.mp4"), options, in: folder)
            let before = try modificationDate(folder.file("out/demo.mp4"))
            let again = try await Program.ingest(Fixture.path("demo.mp4"), options, in: folder)
            #expect(again.exitCode == 0, "\(again.standardError)")
            #expect(try modificationDate(folder.file("out/demo.mp4")) == before)
            // Of the processor, since the machine may do something else, too.
            #expect(again.processorTime < .seconds(1))
        }

        @Test("Another story is not written over an existing one unless asked")
        func keepsExisting() async throws {
            let folder = try Workspace()
            _ = try await Program.ingest(Fixture.path("demo.mp4"), ["--duration", "1"], in: folder)
            let before = try modificationDate(folder.file("out/demo.mp4"))
            let other = try await Program.ingest(Fixture.path("demo.mp4"), ["--duration", "2"], in: folder)
            #expect(other.exitCode == 73, "\(other.ending): \(other.standardError)")
            #expect(other.standardError.contains("--overwrite"), "says what to do: \(other.standardError)")
            #expect(try modificationDate(folder.file("out/demo.mp4")) == before)

            let forced = try await Program.ingest(
                Fixture.path("demo.mp4"), ["--duration", "2", "--overwrite"], in: folder)
            #expect(forced.exitCode == 0, "\(forced.standardError)")
            #expect(
                try await StoryCheck.violations(
                    of: folder.file("out/demo.mp4"), expecting: .init(duration: 2)) == [])
        }

        @Test("Of several inputs the good ones are done, and the exit code tells of the bad one")
        func finishesOthers() async throws {
            let folder = try Workspace()
            let result = try await Program.run(
                [
                    "ingest", Fixture.path("chart-exif-1.jpg"), Fixture.path("broken/text.mp4"),
                    Fixture.path("chart-exif-6.jpg"), "--output", "out", "--duration", "1",
                ], in: folder)
            #expect(result.exitCode == 65, "\(result.ending)")
            #expect(result.standardError.contains("text.mp4"))
            #expect(
                folder.files.filter { $0.hasSuffix(".mp4") } == [
                    "out/chart-exif-1.mp4", "out/chart-exif-6.mp4",
                ])
        }

        @Test("An output folder that cannot be made is exit 73")
        func refusesOutputFolder() async throws {
            let folder = try Workspace()
            try folder.write("", to: "out")
            let result = try await Program.ingest(Fixture.path("chart-exif-1.jpg"), in: folder)
            #expect(result.exitCode == 73, "\(result.ending): \(result.standardError)")
            #expect(folder.files == ["out"])
        }

        @Test("The upload stays as it was")
        func keepsUpload() async throws {
            let folder = try Workspace()
            let input = try folder.copy(Fixture.path("demo.mp4"), as: "clip.mp4")
            let before = try Data(contentsOf: URL(filePath: input))
            let result = try await Program.run(["ingest", "clip.mp4", "--duration", "1"], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            #expect(try Data(contentsOf: URL(filePath: input)) == before)
            #expect(folder.files == ["clip.mp4", "clip.story.jpg", "clip.story.json", "clip.story.mp4"])
        }

        private func modificationDate(_ path: String) throws -> Date? {
            try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
        }
    }
}
