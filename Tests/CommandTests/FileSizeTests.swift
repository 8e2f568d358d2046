import Foundation
import TestSupport
import Testing

extension CommandTests {
    /// `--max-size` and `maxSize`.
    @Suite struct FileSizeTests {
        @Test("A size that quality exceeds is kept to, by both spellings, and the manifest says how")
        func keepsToTheSize() async throws {
            let folder = try Workspace()
            try await Tool.ffmpeg.checked([
                "-v", "error", "-f", "lavfi", "-i", "testsrc2=s=270x480:r=30:d=1.5,noise=alls=60:allf=t",
                "-c:v",
                "libx264", "-preset", "ultrafast", "-qp", "14", "-pix_fmt", "yuv420p",
                folder.file("noise.mp4"),
            ])
            try folder.write(#"{"version":1,"slides":[{}],"maxSize":"300kB"}"#, to: "story.json")
            var hashes: Set<String> = []
            for options in [["--max-size", "300kB"], ["--story", "story.json"]] {
                let result = try await Program.ingest(
                    "noise.mp4", options + ["--draft", "--overwrite", "--json"], in: folder)
                #expect(result.exitCode == 0, "\(result.standardError)")
                let manifest = try folder.json("out/noise.draft.json")
                let slide = manifest["slides"]?[0]
                let bytes = try #require(slide?["video"]?["bytes"]?.integer)
                #expect(bytes <= 300_000 && bytes >= 200_000)
                hashes.insert(try #require(slide?["video"]?["sha256"]?.string))
                #expect(try #require(slide?["result"]?["rate"]?["passes"]?.integer) >= 2)
                #expect(slide?["plan"]?["encoding"]?["maximumBytes"]?.integer == 300_000)
                #expect(
                    result.events.contains { $0["event"]?.string == "progress" && $0["pass"]?.integer == 2 })
                #expect(
                    Set(folder.files.filter { $0.hasPrefix("out/") }.map { $0.suffix(4) }) == [
                        ".mp4", ".jpg", "json",
                    ])
                #expect(folder.files.filter { $0.hasPrefix("out/") }.count == 3)
            }
            #expect(hashes.count == 1, "the same clip made different bytes")
        }

        @Test("A size that is too small is refused with what would help, before anything is made")
        func refuses() async throws {
            let folder = try Workspace()
            let result = try await Program.ingest(
                Fixture.path("demo.mp4"), ["--max-size", "60kB"], in: folder)
            #expect(result.exitCode == 65)
            #expect(result.standardError.contains("60 kB is too little for "), "\(result.standardError)")
            #expect(folder.files == [])
        }

        @Test(
            "Sizes without a unit, and out of all proportion, are wrong on the command line",
            arguments: ["8", "5MBit", "9kB"])
        func refusesText(size: String) async throws {
            let result = try await Program.ingest(
                Fixture.path("demo.mp4"), ["--max-size", size], in: Workspace())
            #expect(result.exitCode == 64)
            #expect(result.standardError.contains("such as 8MB"))
        }

        @Test("A dry run says what the limit means")
        func dryRun() async throws {
            let folder = try Workspace()
            for (options, line) in [
                ([], "  size: at most 100MB, a limit that it cannot reach"),
                (["--max-size", "1MB"], "  size: at most 1MB; if it becomes larger, once more at about "),
            ] {
                let result = try await Program.ingest(
                    Fixture.path("chart-exif-1.jpg"), options + ["--dry-run"], in: folder)
                #expect(result.text.contains(line), "\(result.text)")
            }
        }
    }
}
