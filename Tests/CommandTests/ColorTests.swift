import TestSupport
import Testing

extension CommandTests {
    /// Colours arrive as they were meant, whatever matrix, range or dynamic range carries them.
    @Suite struct ColorTests {
        @Test("BT.601 in full range is converted to BT.709 in limited range")
        func convertsMatrixAndRange() async throws {
            let folder = try Workspace()
            let result = try await Program.ingest(
                Fixture.path("chart-full-range-bt601.mp4"), ["--fit", "contain"], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            let frame = try await FrameGrab.raster(
                of: folder.file("out/chart-full-range-bt601.mp4"), at: .index(5), layout: .rgb)
            for (place, color) in Chart.colors {
                // The gamut of SMPTE 170M is a little smaller than that of BT.709: taking the one for
                // the other would cost up to 3 in the red and green corners, a wrong matrix 8.
                #expect(Chart.color(at: place, in: frame).deltaE2000(to: color) < 3, "\(place)")
            }
        }

        /// Real clips, and what zscale does to make BT.709 in limited range of them.
        static let standard = ["fullrange_bt709_720p_1s.mp4", "bt601_yuv_640x428_1s.mov"]

        @Test(
            "A real clip has the colours that zimg gives it", .enabled(if: Clips.areAvailable, Clips.absence),
            arguments: standard)
        func matchesReference(_ name: String) async throws {
            let folder = try Workspace()
            let result = try await Program.ingest(Clips.path(name), ["--fit", "contain"], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            let stem = name.split(separator: ".")[0]
            let ours = try await Self.inner(folder.file("out/\(stem).mp4"))

            let converted = folder.file("converted.mp4")
            try await Tool.ffmpeg.checked([
                "-v", "error", "-i", Clips.path(name), "-an", "-frames:v", "1", "-vf",
                "zscale=matrix=709:range=limited,format=yuv420p,scale=1080:-2,setsar=1,"
                    + "pad=1080:1920:0:(oh-ih)/2",
                "-c:v", "libx264", "-qp", "8", "-color_primaries", "bt709", "-color_trc", "bt709",
                "-colorspace", "bt709", "-color_range", "tv", converted,
            ])
            let reference = try await Self.inner(converted)
            let differences = ours.deltaE2000(to: reference).sorted()
            // 1 is the least that is seen; two scalers and one generation of H.264 stay below it in
            // the mean. Crushed blacks or the wrong matrix make 3 and more.
            #expect(differences.reduce(0, +) / Double(differences.count) < 1)
            #expect(differences[differences.count * 95 / 100] < 3)
        }

        /// The middle of the first frame, small enough to compare in a debug build.
        private static func inner(_ path: String) async throws -> Raster {
            try await FrameGrab.raster(
                of: path, width: 90, height: 48, layout: .rgb, filter: "crop=1080:576:0:672")
        }

        @Test("HDR is mapped to colours near those of zscale and tonemap", arguments: ["hlg", "pq"])
        func mapsDynamicRange(_ kind: String) async throws {
            let folder = try Workspace()
            let name = "hdr-\(kind)"
            let result = try await Program.ingest(
                Fixture.path(name + ".mp4"), ["--fit", "contain"], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            let output = folder.file("out/\(name).mp4")
            #expect(try await StoryCheck.violations(of: output) == [])
        }
    }
}
