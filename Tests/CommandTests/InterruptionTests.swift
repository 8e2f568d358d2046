import Foundation
import TestSupport
import Testing

extension CommandTests {
    /// Stopping the program is always safe.
    @Suite struct InterruptionTests {
        @Test(
            "A signal stops the work within a second and leaves nothing",
            arguments: [(SIGINT, Int32(130)), (SIGTERM, Int32(143))])
        func stopsOnSignal(signal: Int32, exitCode: Int32) async throws {
            let folder = try Workspace()
            // Two slides, so that there is work for some seconds.
            let running = try Program.start(
                ["ingest", Fixture.path("flash-beep.mp4"), "--output", "out", "--split"], in: folder)
            // On a busy machine the program may take longer than the delay to listen for signals.
            _ = try await running.child()
            let result = try await running.result(
                timeout: .seconds(20), interruption: .init(signal: signal, after: .milliseconds(800)))
            #expect((result.timeAfterInterruption ?? .zero) < .seconds(1))
            #expect(result.exitCode == exitCode, "\(result.ending): \(result.standardError)")
            #expect(folder.files == [])
        }

        @Test("A run after a run that was killed cleans up and succeeds")
        func recoversFromKill() async throws {
            let folder = try Workspace()
            let arguments = ["ingest", Fixture.path("flash-beep.mp4"), "--output", "out", "--duration", "4"]
            let running = try Program.start(arguments, in: folder)
            let killed = try await running.result(
                interruption: .init(signal: SIGKILL, after: .milliseconds(500)))
            #expect(killed.signal == SIGKILL)
            let result = try await Program.run(arguments, in: folder)
            #expect(result.exitCode == 0, "\(result.standardError)")
            #expect(
                try await StoryCheck.violations(
                    of: folder.file("out/flash-beep.mp4"), expecting: .init(duration: 4)) == [])
            #expect(folder.files == ["out/flash-beep.jpg", "out/flash-beep.json", "out/flash-beep.mp4"])
        }
    }
}
