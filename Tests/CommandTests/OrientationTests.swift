import TestSupport
import Testing

extension CommandTests {
    /// Pictures stand upright, whichever way a file turns them.
    @Suite struct OrientationTests {
        static let charts =
            ["mirrored", "rotated-180", "rotated-270", "rotated-90", "transposed"].map { "chart-\($0).mp4" }
            + (1...8).map { "chart-exif-\($0).jpg" } + ["chart-anamorphic.mp4", "odd-161x121.webm"]

        @Test("The chart has its F and its corners where they belong", arguments: charts)
        func showsChartUpright(_ name: String) async throws {
            let folder = try Workspace()
            let result = try await Program.ingest(
                Fixture.path(name), ["--fit", "contain", "--duration", "0.5"], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            let stem = name.split(separator: ".")[0]
            let frame = try await FrameGrab.raster(
                of: folder.file("out/\(stem).mp4"), at: .index(5), width: Chart.frameWidth,
                height: Chart.frameHeight, layout: .rgb)
            for (place, color) in Chart.colors {
                // 2 is seen side by side; the chart lies in BT.709 or in JPEG and passes x264 at its
                // default quality.
                let difference = Chart.color(at: place, in: frame).deltaE2000(to: color)
                #expect(difference < 2, "\(place) is off by \(difference)")
            }
        }

        /// Files of the collection and what ffmpeg has to do to show them upright when it does not
        /// look at the matrix itself.
        static let turned = [
            ("iphone_rot90_h264_mono_2s.mov", "transpose=clock"),
            ("rot180_h264_noaudio_0.1s.mov", "hflip,vflip"),
            ("rot270_720p_h264_aac_5s.mp4", "transpose=cclock"),
            // The matrix is a transposition: rows become columns, the first corner stays.
            ("mirrored_transpose_h264_1s.mp4", "transpose=cclock_flip"),
            ("zero_display_matrix_720p_10s.mp4", "null"),
        ]

        @Test(
            "A turned clip looks as ffmpeg shows it when told how to turn",
            .enabled(if: Clips.areAvailable, Clips.absence), arguments: turned)
        func matchesReference(name: String, turn: String) async throws {
            let folder = try Workspace()
            let result = try await Program.ingest(
                Clips.path(name), ["--fit", "cover", "--duration", "0.5"], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            let stem = name.split(separator: ".").dropLast().joined(separator: ".")
            let ours = try await FrameGrab.raster(
                of: folder.file("out/\(stem).mp4"), width: 270, height: 480)

            let upright = folder.file("upright.png")
            try await Tool.ffmpeg.checked([
                "-v", "error", "-noautorotate", "-i", Clips.path(name), "-frames:v", "1", "-vf",
                "\(turn),scale=1080:1920:force_original_aspect_ratio=increase:flags=bicubic,crop=1080:1920",
                upright,
            ])
            let reference = try await FrameGrab.raster(of: upright, width: 270, height: 480)
            // Another scaler and one generation of H.264 leave 0.97 and more; a picture turned or
            // mirrored wrongly stays below 0.6.
            let similarity = ours.ssim(to: reference)
            #expect(similarity > 0.95)
        }

        @Test(
            "All eight ways to store the same photo give the same story",
            .enabled(if: Clips.areAvailable, Clips.absence))
        func showsPhotosAlike() async throws {
            let folder = try Workspace()
            var frames: [Raster] = []
            for orientation in 1...8 {
                let name = "landscape_\(orientation)"
                let result = try await Program.ingest(
                    Clips.path("exif/\(name).jpg"), ["--fit", "contain", "--duration", "0.2"], in: folder)
                #expect(result.exitCode == 0, "\(result.standardError)")
                frames.append(
                    try await FrameGrab.raster(
                        of: folder.file("out/\(name).mp4"), width: 270, height: 480))
            }
            // Each bears its own number in the middle, and is a JPEG encoding by itself.
            for frame in frames.dropFirst() { #expect(frame.ssim(to: frames[0]) > 0.95) }
        }
    }
}

/// The chart of the fixtures, 160×120, fitted into a frame of 1080×1920, which is read at half its size:
/// there it is 540×405 from row 277.5.
enum Chart {
    static let frameWidth = 540
    static let frameHeight = 960

    enum Place: String, CaseIterable {
        case topLeft, topRight, bottomLeft, bottomRight, middle, letter, underLetter
    }

    /// Red, green and blue as `scripts/fixtures/chart.py` draws them.
    static let codes: [(Place, SIMD3<Double>)] = [
        (.topLeft, SIMD3(200, 40, 40)), (.topRight, SIMD3(40, 160, 60)), (.bottomLeft, SIMD3(50, 80, 200)),
        (.bottomRight, SIMD3(220, 200, 60)), (.middle, SIMD3(96, 96, 96)), (.letter, SIMD3(250, 250, 250)),
        (.underLetter, SIMD3(96, 96, 96)),
    ]

    static let colors = codes.map { ($0, LabColor(red: $1.x, green: $1.y, blue: $1.z)) }

    /// The mean colour of the inner part of a patch.
    static func color(at place: Place, in frame: Raster) -> LabColor {
        let (x, y, width, height) =
            switch place {
            case .topLeft: (12, 12, 16, 16)
            case .topRight: (132, 12, 16, 16)
            case .bottomLeft: (12, 92, 16, 16)
            case .bottomRight: (132, 92, 16, 16)
            case .middle: (20, 56, 12, 8)
            case .letter: (68, 40, 4, 50)
            case .underLetter: (84, 76, 20, 16)
            }
        // 27/8 pixels of the frame for one of the chart.
        let left = x * 27 / 8
        let top = 278 + y * 27 / 8
        return frame.color(x: left..<left + width * 27 / 8, y: top..<top + height * 27 / 8)
    }
}
