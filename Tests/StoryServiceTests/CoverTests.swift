import Foundation
import Libav
import TestSupport
import Testing

@testable import StoryService

@Suite struct CoverTests {
    @Test("The key frame nearest to a third is taken")
    func prefersThird() async throws {
        let folder = try TemporaryDirectory()
        let path = try await clip("testsrc2=s=90x160:r=30:d=6", group: 30, in: folder.path)
        let cover = try Cover(of: MediaFile(ownOutput: path), duration: 6)
        #expect(cover.time == 2)
        try Data(cover.jpeg).write(to: URL(filePath: folder.file("cover.jpg")))
        let facts = try await Tool.ffprobe.checked([
            "-v", "error", "-show_entries", "stream=codec_name,width,height", "-of", "csv=p=0",
            folder.file("cover.jpg"),
        ])
        #expect(facts.text.hasPrefix("mjpeg,90,160"))
    }

    @Test("Black key frames are passed over")
    func avoidsBlack() async throws {
        let folder = try TemporaryDirectory()
        let path = try await clip(
            "testsrc2=s=90x160:r=30:d=6,drawbox=t=fill:color=black:enable='lt(t,3)'", group: 30,
            in: folder.path)
        #expect(try Cover(of: MediaFile(ownOutput: path), duration: 6).time == 3)
    }

    @Test("Where every key frame is black, the first frame that is not is taken")
    func findsPictureBetweenKeyFrames() async throws {
        let folder = try TemporaryDirectory()
        let path = try await clip(
            "testsrc2=s=90x160:r=30:d=1,drawbox=t=fill:color=black:enable='lt(t,0.5)'", group: 60,
            in: folder.path)
        #expect(try Cover(of: MediaFile(ownOutput: path), duration: 1).time == 0.5)
    }

    @Test("A slide that is black throughout has its first frame as cover")
    func takesBlackAtLast() async throws {
        let folder = try TemporaryDirectory()
        let path = try await clip("color=black:s=90x160:r=30:d=1", group: 30, in: folder.path)
        #expect(try Cover(of: MediaFile(ownOutput: path), duration: 1).time == 0)
    }

    @Test("A blurred key frame gives way to a sharp one")
    func prefersSharp() async throws {
        let folder = try TemporaryDirectory()
        let path = try await clip(
            "testsrc2=s=90x160:r=30:d=6,gblur=sigma=20:enable='between(t,1.5,2.9)'", group: 30,
            in: folder.path)
        let time = try Cover(of: MediaFile(ownOutput: path), duration: 6).time
        #expect(time == 1 || time == 3)
    }

    /// - Parameter source: a source with filters, in ffmpeg's words.
    private func clip(_ source: String, group: Int, in folder: String) async throws -> String {
        let path = folder + "/clip.mp4"
        try await Tool.ffmpeg.checked([
            "-v", "error", "-f", "lavfi", "-i", source, "-c:v", "libx264", "-pix_fmt", "yuv420p", "-g",
            "\(group)", "-keyint_min", "\(group)", "-sc_threshold", "0", "-use_editlist", "0", "-movflags",
            "negative_cts_offsets", path,
        ])
        return path
    }
}
