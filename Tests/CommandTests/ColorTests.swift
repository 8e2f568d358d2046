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
                of: folder.file("out/chart-full-range-bt601.mp4"), at: .index(5), width: Chart.frameWidth,
                height: Chart.frameHeight, layout: .rgb)
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

        /// zimg's idea of the same light on a display whose white is 203 cd/m² (ITU-R BT.2408-7, 2.2),
        /// with what is brighter cut off.
        private static let hdrReference =
            "zscale=t=linear:npl=203,format=gbrpf32le,tonemap=clip,"
            + "zscale=p=bt709:t=bt709:m=bt709:r=tv,format=yuv420p"

        @Test(
            "HDR below the knee of the tone curve has the colours that zimg gives it",
            arguments: ["hlg", "pq"])
        func mapsDynamicRange(_ kind: String) async throws {
            try await expectDynamicRange(of: Fixture.path("hdr-\(kind).mp4"), name: "hdr-\(kind)")
        }

        @Test(
            "Real HDR clips below the knee have the colours that zimg gives them",
            .enabled(if: Clips.areAvailable, Clips.absence),
            arguments: [
                "iphone_hlg_dv84_rot90_editlist_2.5s", "pixel_hlg10_hevc_1080p_0.3s",
                "hdr10_pq_av1_720x1280_aac_4s",
            ])
        func mapsRealDynamicRange(_ name: String) async throws {
            try await expectDynamicRange(of: Clips.path(name + ".mp4"), name: name)
        }

        private func expectDynamicRange(of input: String, name: String) async throws {
            let folder = try Workspace()
            let result = try await Program.ingest(
                input, ["--fit", "contain", "--duration", "0.2"], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            let output = folder.file("out/\(name).mp4")
            let contained = "scale=1080:1920:force_original_aspect_ratio=decrease,pad=1080:1920:-1:-1"
            let converted = folder.file("converted.mp4")
            try await Tool.ffmpeg.checked([
                "-v", "error", "-i", input, "-an", "-frames:v", "1", "-vf",
                "\(Self.hdrReference),\(contained)", "-c:v", "libx264", "-qp", "8",
                "-color_primaries", "bt709", "-color_trc", "bt709", "-colorspace", "bt709",
                "-color_range", "tv", converted,
            ])
            let ours = try await FrameGrab.raster(of: output, width: 54, height: 96, layout: .rgb)
            let reference = try await FrameGrab.raster(of: converted, width: 54, height: 96, layout: .rgb)
            // A curve for 1000 cd/m² starts to bend at 91 cd/m² (ITU-R BT.2390-10, 5.4.1), which is
            // 0.45 of white, which a display of gamma 2.4 gets from a sample of 182.
            let dark = (0..<54 * 96).filter { pixel in
                reference[pixel % 54, pixel / 54].max() ?? 255 < 175
            }
            #expect(dark.count > 54 * 96 / 4)
            let differences = ours.deltaE2000(to: reference)
            let mean = dark.reduce(0.0) { $0 + differences[$1] } / Double(dark.count)
            // Two scalers, two 8-bit roundings and one generation of H.264; a wrong transfer function,
            // white or gamut makes 5 and more.
            #expect(mean < 2)
        }
    }
}
