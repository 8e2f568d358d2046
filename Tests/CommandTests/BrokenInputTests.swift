import TestSupport
import Testing

extension CommandTests {
    /// What cannot become a story is refused with one clear sentence, soon, and leaves nothing behind.
    @Suite struct BrokenInputTests {
        /// A file and what the program says about it.
        struct Refusal: Sendable, CustomTestStringConvertible {
            let file: String
            let exitCode: Int32
            /// A part of the sentence.
            let reason: String

            init(_ file: String, _ exitCode: Int32, _ reason: String) {
                self.file = file
                self.exitCode = exitCode
                self.reason = reason
            }

            var testDescription: String { file }
        }

        static let fixtures = [
            Refusal("broken/empty.mp4", 65, "empty"),
            Refusal("broken/text.mp4", 65, "text file"),
            Refusal("broken/no-moov.mp4", 65, "moov"),
            Refusal("broken/no-tracks.mp4", 65, "neither pictures nor sound"),
            Refusal("broken/audio-only.m4a", 65, "no picture"),
            Refusal("broken/truncated.mp4", 65, "incomplete"),
            Refusal("broken/bomb.png", 65, "30000"),
        ]

        static let clips = [
            Refusal("broken/no_moov.mp4", 65, "moov"),
            Refusal("broken/malformed_free_box.mp4", 65, "damaged"),
            Refusal("broken/corrupt_header.mkv", 65, "damaged"),
            Refusal("broken/invalid_bitstream.webm", 65, "can be decoded"),
            Refusal("broken/encrypted_clearkey.mp4", 65, "encrypted"),
            Refusal("broken/truncated_claims_35s.mp4", 65, "incomplete"),
            Refusal("broken/truncated_photo.jpg", 65, "cut off"),
            Refusal("broken/decompression_bomb.gif", 65, "outside its canvas"),
            Refusal("broken/huge_16000x9000.webp", 65, "16000"),
            Refusal("audio/music_cover_30s.mp3", 65, "no picture"),
            Refusal("audio/music_cover_chapters_10s.m4a", 65, "no picture"),
            Refusal("luts/shaper_3d.cube", 65, "text file"),
        ]

        @Test("A fixture that is no usable media is refused", arguments: fixtures)
        func refusesFixture(_ refusal: Refusal) async throws {
            try await expect(refusal, for: Fixture.path(refusal.file))
        }

        @Test(
            "A real file that is no usable media is refused", .enabled(if: Clips.areAvailable, Clips.absence),
            arguments: clips)
        func refusesClip(_ refusal: Refusal) async throws {
            try await expect(refusal, for: Clips.path(refusal.file))
        }

        @Test("A file that is not there is exit 66")
        func refusesMissing() async throws {
            try await expect(Refusal("nowhere.mp4", 66, "no such file"), for: "nowhere.mp4")
        }

        @Test("A folder in place of a clip is refused")
        func refusesFolder() async throws {
            try await expect(Refusal("scratch", 65, "folder"), for: "scratch")
        }

        @Test(
            "A damaged file that still plays becomes a story, and its manifest says what is wrong",
            .enabled(if: Clips.areAvailable, Clips.absence),
            arguments: ["mdat_too_long.mp4", "corrupt_packets.mp4"])
        func exportsDamagedClip(_ name: String) async throws {
            try await expectStoryWithWarning(from: Clips.path("broken/" + name))
        }

        @Test(
            "A photo with damaged EXIF data is shown as it is stored",
            .enabled(if: Clips.areAvailable, Clips.absence))
        func exportsDamagedEXIF() async throws {
            let folder = try Workspace()
            let result = try await Program.ingest(Clips.path("broken/corrupt_exif_photo.jpg"), in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            #expect(
                try await StoryCheck.violations(
                    of: folder.file("out/corrupt_exif_photo.mp4"), expecting: .init(duration: 5)) == [])
        }

        private func expect(_ refusal: Refusal, for input: String) async throws {
            let folder = try Workspace()
            let result = try await Program.ingest(input, in: folder)
            #expect(result.exitCode == refusal.exitCode, "\(result.ending): \(result.standardError)")
            #expect(result.standardError.lowercased().contains(refusal.reason), "\(result.standardError)")
            let name = refusal.file.split(separator: "/").last ?? ""
            #expect(result.standardError.contains(name), "names the file")
            #expect(result.standardError.split(separator: "\n").count <= 2, "\(result.standardError)")
            #expect(folder.files == [])
            #expect(result.wallTime < .seconds(5))
            #expect(result.peakResidentBytes < 1 << 30)
        }

        private func expectStoryWithWarning(from input: String) async throws {
            let folder = try Workspace()
            let result = try await Program.ingest(input, in: folder)
            #expect(result.exitCode == 0, "\(result.ending): \(result.standardError)")
            let name = input.split(separator: "/").last?.split(separator: ".").first ?? ""
            #expect(folder.files == ["jpg", "json", "mp4"].map { "out/\(name).\($0)" })
            #expect(try await StoryCheck.violations(of: folder.file("out/\(name).mp4")) == [])
            let warnings = try folder.json("out/\(name).json")["slides"]?[0]?["warnings"]?.elements ?? []
            #expect(!warnings.isEmpty)
        }
    }
}
