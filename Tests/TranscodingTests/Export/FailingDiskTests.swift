import Foundation
import Logging
import Probing
import Story
import TestSupport
import Testing
internal import Threading

@testable import Libav
@testable import Transcoding

/// What is said where a disk fails while a file is read: never that the file is damaged, which would end a job for good.
@Suite struct FailingDiskTests {
    private static let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

    private func copy(_ fixture: String, to folder: borrowing TemporaryDirectory) throws -> String {
        let path = folder.file(fixture)
        try FileManager.default.copyItem(atPath: Fixture.path(fixture), toPath: path)
        return path
    }

    @Test("A clip that can no longer be read is tried again, and not called damaged")
    func clip() async throws {
        let folder = try TemporaryDirectory()
        let path = try copy("flash-beep.mp4", to: folder)
        let info = try await Prober().probe(path)
        let plan = try #require(
            try ExportPlan.plans(for: info, input: path, options: PlanOptions(preset: ExportTests.preset))
                .first)
        let export = Export(
            plan: plan, overlays: [],
            in: ExportEnvironment(
                baseDirectory: folder.path, logger: Self.logger,
                cancellation: CancellationToken()))
        let error = await #expect(throws: MediaError.self) {
            try await export.run(to: folder.file("out.mp4")) { progress in
                if progress.framesDone == 1 { _ = try? FailingDisk.failReading(of: path) }
            }
        }
        #expect(error?.code == .inputUnreadable)
        #expect(error?.canRetry == true)
        #expect(error?.file == path)
    }

    @Test("Music that can no longer be read is tried again, and is not silence", arguments: [false, true])
    func music(isClip: Bool) async throws {
        let folder = try TemporaryDirectory()
        let song = folder.file("song.m4a")
        // Larger than any buffer, in a container of which FFmpeg reads no more than the header in advance.
        try await Tool.ffmpeg.checked([
            "-v", "error", "-f", "lavfi", "-i", "anoisesrc=d=15:r=48000", "-c:a", "aac", "-b:a", "192k", song,
        ])
        let context = try MixingTests.context(clip: isClip ? song : nil, seconds: 15) { audio in
            if !isClip { audio.tracks = [try MixingTests.track(AudioTrack(src: song), seconds: 15)] }
        }
        var mixer = try SoundMixer(context, total: 15 * 48_000)
        _ = try mixer.read(4800)
        #expect(try FailingDisk.failReading(of: song) == 1)
        let error = #expect(throws: MediaError.self) { for _ in 0..<149 { _ = try mixer.read(4800) } }
        #expect(error?.code == .inputUnreadable)
        #expect(error?.file == song)
        #expect(context.report.current.warnings == [])
    }
}
