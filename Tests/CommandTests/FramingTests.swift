import TestSupport
import Testing

extension CommandTests {
    /// The options that choose which part of the picture is shown, and which way up.
    @Suite struct FramingTests {
        /// Options, and what ffmpeg does to the same clip for the same picture. The chart is 4:3 and stored on its side.
        static let framings = [
            (["--turn", "90"], "transpose=clock,scale=270:360,pad=270:480:0:60"),
            (["--turn", "180"], "hflip,vflip,scale=270:202,pad=270:480:0:139"),
            (["--flip"], "hflip,scale=270:202,pad=270:480:0:139"),
            (["--flip", "--turn", "90"], "hflip,transpose=clock,scale=270:360,pad=270:480:0:60"),
            (["--crop", "0.5,0,0.5,1"], "crop=iw/2:ih:iw/2:0,scale=270:405,pad=270:480:0:37"),
            (["--zoom", "0.5"], "scale=135:101,pad=270:480:67:189"),
        ]

        @Test("The options mean what ffmpeg's filters of the same name do", arguments: framings)
        func matchesReference(options: [String], filters: String) async throws {
            let folder = try Workspace()
            let clip = Fixture.path("chart-rotated-90.mp4")
            let result = try await Program.run(
                ["preview", clip, "--fit", "contain", "-o", "frame.png"] + options, in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            let ours = try await FrameGrab.raster(of: folder.file("frame.png"), width: 270, height: 480)
            let reference = try await FrameGrab.raster(of: clip, filter: filters)
            #expect(ours.ssim(to: reference) > 0.9, "\(options): \(ours.ssim(to: reference))")
        }

        @Test("A focus chooses which part of a wide clip fills the canvas")
        func choosesPart() async throws {
            let folder = try Workspace()
            let clip = Fixture.path("chart-rotated-90.mp4")
            var parts: [Raster] = []
            for (x, crop) in [("0", "0"), ("0.5", "(iw-ow)/2"), ("1", "iw-ow")] {
                let result = try await Program.run(
                    ["preview", clip, "--focus", "\(x),0.5", "-o", "\(x).png"], in: folder)
                #expect(result.exitCode == 0, "\(result.standardError)")
                let ours = try await FrameGrab.raster(of: folder.file("\(x).png"), width: 270, height: 480)
                let reference = try await FrameGrab.raster(
                    of: clip, width: 270, height: 480, filter: "crop=ih*9/16:ih:\(crop):0")
                #expect(ours.ssim(to: reference) > 0.9, "\(x): \(ours.ssim(to: reference))")
                parts.append(ours)
            }
            #expect(parts[0].ssim(to: parts[2]) < 0.9)
        }

        @Test(
            "Values that these options cannot take are errors that say what they take",
            arguments: [
                (["--turn", "45"], "--turn takes 0, 90, 180 or 270 degrees, not '45'."),
                (["--focus", "1.2,0"], "--focus takes 2 numbers from 0 to 1, such as 0.7,0.4, not '1.2,0'."),
                (["--crop", "0,0,1"], "--crop takes 4 numbers from 0 to 1"),
                (["--crop", "0.6,0,0.6,1"], "--crop 0.6,0,0.6,1 reaches beyond the picture"),
                (["--zoom", "9"], "--zoom: got 9; allowed: a number from 0.1 to 8"),
                (["--focus", "0.5,0.2", "--fit", "blur"], "--focus: got a focus, but fit \"blur\" shows"),
            ])
        func refusesWrongValues(options: [String], message: String) async throws {
            let folder = try Workspace()
            let result = try await Program.run(
                ["ingest", Fixture.path("chart-rotated-90.mp4"), "--output", "out"] + options, in: folder)
            #expect(result.exitCode == 64)
            #expect(result.standardError.contains(message), "\(result.standardError)")
        }
    }
}
