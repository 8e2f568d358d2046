import Foundation
import TestSupport
import Testing

extension CommandTests {
    /// What users of other programs complain about and no other test shows from end to end;
    /// `docs/complaints.md` has the list.
    @Suite struct ComplaintTests {
        @Test(
            "Text is drawn over an HDR clip, in the colour that the story gives it", arguments: ["hlg", "pq"])
        func drawsOverHDR(_ kind: String) async throws {
            let folder = try Workspace()
            // Letters of the background's colour: an even patch.
            try folder.write(
                """
                {"version": 1, "slides": [{"media": {"duration": 0.2}, "overlays": [
                  {"type": "text", "text": "HDR", "font": {"size": 200}, "color": "#2060c0",
                   "background": {"mode": "block", "color": "#2060c0"}, "y": 0.5}]}]}
                """, to: "story.json")
            let result = try await Program.ingest(
                Fixture.path("hdr-\(kind).mp4"), ["--story", "story.json"], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            let frame = try await FrameGrab.raster(
                of: folder.file("out/hdr-\(kind).mp4"), at: .index(3), width: 270, height: 480, layout: .rgb)
            let patch = frame.color(x: 110..<160, y: 230..<250)
            // One generation of H.264; text taken for HDR would be off by 10 and more.
            #expect(patch.deltaE2000(to: LabColor(red: 32, green: 96, blue: 192)) < 2)
        }

        @Test("The cover of an HDR clip has the colours of its story", arguments: ["hlg", "pq"])
        func coversHDR(_ kind: String) async throws {
            let folder = try Workspace()
            let result = try await Program.ingest(
                Fixture.path("hdr-\(kind).mp4"), ["--fit", "contain", "--duration", "0.2"], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            let cover = try await FrameGrab.raster(
                of: folder.file("out/hdr-\(kind).jpg"), width: 54, height: 96, layout: .rgb)
            let story = try await FrameGrab.raster(
                of: folder.file("out/hdr-\(kind).mp4"), width: 54, height: 96, layout: .rgb)
            let differences = cover.deltaE2000(to: story)
            // JPEG and H.264 of the same frame; a cover without tone mapping is off by 10 and more.
            #expect(differences.reduce(0, +) / Double(differences.count) < 1)
        }

        @Test("A part of a clip of 14 frames a second is as long as was asked, to the frame")
        func trimsOddRates() async throws {
            let folder = try Workspace()
            try await Self.film("clip.mp4", rate: 14, seconds: 9, in: folder)
            let result = try await Program.ingest(
                folder.file("clip.mp4"), ["--start", "3", "--duration", "4"], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            let violations = try await StoryCheck.violations(
                of: folder.file("out/clip.mp4"), expecting: .init(duration: 4))
            #expect(violations == [])
        }

        @Test(
            "A hole of two seconds in a clip's frames is a picture that stands, and all behind it is on time")
        func fillsHole() async throws {
            let folder = try Workspace()
            try await Self.film(
                "clip.mp4", rate: 30, seconds: 5, filter: "select='lt(t,1.5)+gt(t,3.5)'", in: folder)
            let result = try await Program.ingest(folder.file("clip.mp4"), in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            let output = folder.file("out/clip.mp4")
            #expect(try await StoryCheck.violations(of: output, expecting: .init(duration: 5)) == [])
            let frames = try await FrameGrab.rasters(of: output, width: 54, height: 96)
            try #require(frames.count == 150)
            #expect(frames[50].psnr(to: frames[100]) > 35)
            // The test picture has a colour for each second, which goes on where the hole ends.
            #expect(frames[100].psnr(to: frames[110]) < 30)
        }

        @Test("What is transparent in a WebM sticker shows the picture behind it")
        func keepsAlpha() async throws {
            let folder = try Workspace()
            try await Tool.ffmpeg.checked([
                "-v", "error", "-f", "lavfi", "-i", "color=white:size=270x480", "-frames:v", "1",
                folder.file("white.png"),
            ])
            try await Tool.ffmpeg.checked([
                "-v", "error", "-f", "lavfi", "-i", "color=red:size=64x64:rate=10:duration=0.5", "-vf",
                "format=yuva444p,geq=lum='lum(X,Y)':cb='cb(X,Y)':cr='cr(X,Y)':a='255*lt(X,32)',format=yuva420p",
                "-c:v", "libvpx-vp9", "-auto-alt-ref", "0", "-b:v", "1M", folder.file("film.webm"),
            ])
            try folder.write(
                """
                {"version": 1, "slides": [{"media": {"duration": 0.2}, "overlays": [
                  {"type": "sticker", "src": "film.webm", "x": 0.5, "y": 0.5, "width": 0.8}]}]}
                """, to: "story.json")
            let result = try await Program.ingest(
                folder.file("white.png"), ["--story", "story.json"], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            let frame = try await FrameGrab.raster(
                of: folder.file("out/white.mp4"), at: .index(3), width: 270, height: 480, layout: .rgb)
            #expect(frame.mean(x: 40..<120, y: 220..<260) > 220)
            #expect(frame.mean(x: 40..<120, y: 220..<260, sample: 1) < 30)
            for sample in 0..<3 { #expect(frame.mean(x: 150..<230, y: 220..<260, sample: sample) > 245) }
        }

        @Test("A GIF sticker shows each of its pictures at its time, and begins again")
        func movesGIF() async throws {
            let folder = try Workspace()
            try await Tool.ffmpeg.checked([
                "-v", "error", "-f", "lavfi", "-i", "color=white:size=270x480", "-frames:v", "1",
                folder.file("white.png"),
            ])
            let sources = ["red", "blue"].flatMap { color in
                ["-f", "lavfi", "-i", "color=\(color):size=64x64:rate=5:duration=0.4"]
            }
            try await Tool.ffmpeg.checked(
                ["-v", "error"] + sources + [
                    "-filter_complex", "concat,split[a][b];[a]palettegen[p];[b][p]paletteuse",
                    folder.file("film.gif"),
                ])
            try folder.write(
                """
                {"version": 1, "slides": [{"media": {"duration": 1.6}, "overlays": [
                  {"type": "sticker", "src": "film.gif", "x": 0.5, "y": 0.5, "width": 0.8}]}]}
                """, to: "story.json")
            let result = try await Program.ingest(
                folder.file("white.png"), ["--story", "story.json"], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            for (index, isRed) in [(6, true), (18, false), (30, true), (42, false)] {
                let frame = try await FrameGrab.raster(
                    of: folder.file("out/white.mp4"), at: .index(index), width: 270, height: 480, layout: .rgb
                )
                let (red, blue) = (
                    frame.mean(x: 100..<170, y: 220..<260), frame.mean(x: 100..<170, y: 220..<260, sample: 2)
                )
                #expect(
                    isRed ? red > 220 && blue < 30 : red < 30 && blue > 220, "frame \(index): \(red) \(blue)")
            }
        }

        @Test("Progress never goes back, and ends at 100 %")
        func finishesProgress() async throws {
            let folder = try Workspace()
            let result = try await Program.ingest(
                Fixture.path("demo.mp4"), ["--duration", "1", "--json"], in: folder)
            let percents = result.events.filter { $0["event"]?.string == "progress" }
                .compactMap { $0["percent"]?.number }
            #expect(percents.last == 100)
            #expect(percents == percents.sorted() && percents.allSatisfy { $0 >= 0 })
        }

        @Test("Sound is as long as the picture, and never longer", arguments: ["0.5", "1.1", "2.7"])
        func fitsSound(_ duration: String) async throws {
            let folder = try Workspace()
            let result = try await Program.ingest(
                Fixture.path("demo.mp4"), ["--duration", duration], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            let probe = try await Tool.ffprobe.checked([
                "-v", "error", "-show_entries", "stream=codec_type,duration", "-of", "json",
                folder.file("out/demo.mp4"),
            ])
            let streams = try JSON(parsing: probe.text)["streams"]?.elements ?? []
            let lengths = Dictionary(
                uniqueKeysWithValues: streams.map { ($0["codec_type"]?.string ?? "", $0["duration"]?.number) }
            )
            let (picture, sound) = (
                try #require(lengths["video"] ?? nil), try #require(lengths["audio"] ?? nil)
            )
            // ffprobe rounds to a microsecond.
            #expect(sound <= picture + 0.000_001)
            #expect(sound > picture - 0.01)
        }

        @Test("A story of 60 frames a second has exactly 60")
        func keepsExactRate() async throws {
            let folder = try Workspace()
            let result = try await Program.ingest(
                Fixture.path("counter-60fps.mp4"), ["--preset", "story-60", "--duration", "0.5"], in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            let probe = try await Tool.ffprobe.checked([
                "-v", "error", "-select_streams", "v", "-show_entries", "stream=r_frame_rate,avg_frame_rate",
                "-of", "csv=p=0", folder.file("out/counter-60fps.mp4"),
            ])
            #expect(probe.text.trimmingCharacters(in: .whitespacesAndNewlines) == "60/1,60/1")
        }

        @Test("Two runs side by side into one folder do not disturb each other")
        func runsSideBySide() async throws {
            let folder = try Workspace()
            let names = ["chart-exif-1", "chart-exif-6"]
            let runs = try names.map { name in
                try Program.start(
                    ["ingest", Fixture.path(name + ".jpg"), "--output", "out", "--duration", "0.5"],
                    in: folder)
            }
            for run in runs {
                let result = try await run.result(timeout: .seconds(120))
                #expect(result.exitCode == 0, "\(result.standardError)")
            }
            #expect(
                folder.files == names.flatMap { name in ["jpg", "json", "mp4"].map { "out/\(name).\($0)" } })
            for name in names {
                #expect(
                    try await StoryCheck.violations(
                        of: folder.file("out/\(name).mp4"), expecting: .init(duration: 0.5)) == [])
            }
        }

        private static func film(
            _ name: String, rate: Int, seconds: Int, filter: String = "null", in folder: borrowing Workspace
        ) async throws {
            try await Tool.ffmpeg.checked([
                "-v", "error", "-f", "lavfi", "-i", "testsrc=size=320x180:rate=\(rate):duration=\(seconds)",
                "-vf", filter, "-fps_mode", "vfr", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt",
                "yuv420p", folder.file(name),
            ])
        }
    }
}
