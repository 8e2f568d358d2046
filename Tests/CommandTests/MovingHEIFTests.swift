import TestSupport
import Testing

extension CommandTests {
    /// A moving AVIF in each of the places that a picture may have.
    @Suite struct MovingHEIFTests {
        /// Half a second of red, half a second of blue.
        private func makeAnimation(in folder: borrowing Workspace) async throws -> String {
            for color in ["red", "blue"] {
                try await Tool.ffmpeg.checked([
                    "-v", "error", "-f", "lavfi", "-i", "color=c=\(color):s=320x240", "-frames:v", "1",
                    folder.file("\(color).png"),
                ])
            }
            let path = folder.file("moving.avif")
            try await Tool("avifenc").checked(
                ["-s", "9", "--fps", "2", folder.file("red.png"), folder.file("blue.png"), path])
            return path
        }

        private func frames(of film: String) async throws -> [Raster] {
            var frames: [Raster] = []
            for seconds in [0.2, 0.8] {
                frames.append(
                    try await FrameGrab.raster(
                        of: film, at: .time(seconds), width: 108, height: 192, layout: .rgb))
            }
            return frames
        }

        private func isRed(_ color: [UInt8]) -> Bool { color[0] > 100 && color[2] < 60 }
        private func isBlue(_ color: [UInt8]) -> Bool { color[2] > 100 && color[0] < 60 }

        @Test("A moving AVIF moves as a story, and the blurred background behind it with it")
        func movesInFront() async throws {
            let folder = try Workspace()
            let path = try await makeAnimation(in: folder)
            let result = try await Program.ingest(path, ["--fit", "blur", "--duration", "1"], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            let shown = try await frames(of: folder.file("out/moving.mp4"))
            let (first, second) = (shown[0], shown[1])
            for (x, y) in [(54, 96), (54, 20), (54, 180)] {
                #expect(isRed(first[x, y]), "\(first[x, y])")
                #expect(isBlue(second[x, y]), "\(second[x, y])")
            }
        }

        @Test("A moving AVIF moves as a sticker, over a picture that stands still")
        func movesAsSticker() async throws {
            let folder = try Workspace()
            _ = try await makeAnimation(in: folder)
            try folder.write(
                """
                {"version": 1, "slides": [{"media": {"duration": 1}, "overlays": [
                  {"type": "sticker", "src": "moving.avif", "x": 0.5, "y": 0.5, "width": 0.5}]}]}
                """, to: "story.json")
            let result = try await Program.ingest(
                Fixture.path("chart-exif-1.jpg"), ["--story", "story.json"], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            let shown = try await frames(of: folder.file("out/chart-exif-1.mp4"))
            let (first, second) = (shown[0], shown[1])
            #expect(isRed(first[54, 96]), "\(first[54, 96])")
            #expect(isBlue(second[54, 96]), "\(second[54, 96])")
            let corners = zip(first[4, 4], second[4, 4])
            #expect(corners.allSatisfy { abs(Int($0) - Int($1)) <= 3 })
        }
    }
}
