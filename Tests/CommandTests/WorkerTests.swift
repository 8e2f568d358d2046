import Foundation
import TestSupport
import Testing

extension CommandTests {
    /// The process in which media are decoded.
    @Suite struct WorkerTests {
        @Test(
            "A worker that dies is one error, and leaves nothing",
            arguments: [SIGSEGV, SIGKILL, SIGABRT])
        func reportsDeath(signal: Int32) async throws {
            let folder = try Workspace()
            let running = try Program.start(
                ["ingest", Fixture.path("flash-beep.mp4"), "--output", "out"], in: folder)
            let worker = try await running.child()
            try await waitForRequest(worker)
            kill(worker, signal)
            let result = try await running.result(timeout: .seconds(20))
            #expect(result.exitCode == 70, "\(result.ending): \(result.standardError)")
            #expect(result.standardError.contains("flash-beep.mp4"))
            #expect(folder.files == [])
        }

        @Test("A worker does not outlive its parent")
        func diesWithParent() async throws {
            let folder = try Workspace()
            let running = try Program.start(
                ["ingest", Fixture.path("flash-beep.mp4"), "--output", "out"], in: folder)
            let worker = try await running.child()
            let result = try await running.result(interruption: .init(signal: SIGKILL, after: .zero))
            #expect(result.signal == SIGKILL)
            let deadline = ContinuousClock.now + .seconds(10)
            while kill(worker, 0) == 0, !isZombie(worker), ContinuousClock.now < deadline {
                try await Task.sleep(for: .milliseconds(20))
            }
            #expect(kill(worker, 0) != 0 || isZombie(worker))
        }

        @Test("A worker's environment holds nothing of its parent's but where fonts are")
        func closesEnvironment() async throws {
            let folder = try Workspace()
            let running = try Program.start(
                ["ingest", Fixture.path("flash-beep.mp4"), "--output", "out"], in: folder)
            let worker = try await running.child()
            let known: Set = [
                "HOME", "LANG", "SWIFT_BACKTRACE", "FONTCONFIG_FILE", "XDG_DATA_HOME",
            ]
            // A copy of its parent, it has been there for a moment before it can forget.
            let deadline = ContinuousClock.now + .seconds(10)
            var names: [String] = []
            repeat {
                let environment = try Data(contentsOf: URL(filePath: "/proc/\(worker)/environ"))
                try #require(!environment.isEmpty)
                names = environment.split(separator: 0).compactMap {
                    String(decoding: $0, as: UTF8.self).split(separator: "=").first.map(String.init)
                }
            } while !known.isSuperset(of: names) && ContinuousClock.now < deadline
            #expect(known.isSuperset(of: names), "\(names)")
            _ = try await running.result(interruption: .init(signal: SIGTERM, after: .zero))
        }

        @Test("The worker's command is for the program alone")
        func refusesPeople() async throws {
            let folder = try Workspace()
            let result = try await Program.run(["worker"], in: folder)
            #expect(result.exitCode == 64)
            #expect(result.standardError.contains("storymedia itself"))
        }

        /// Waits until a worker has its request: it works on threads of its own, and waits on one.
        private func waitForRequest(_ worker: Int32) async throws {
            let deadline = ContinuousClock.now + .seconds(10)
            while ContinuousClock.now < deadline {
                let threads = try FileManager.default.contentsOfDirectory(atPath: "/proc/\(worker)/task")
                if threads.count > 1 { return }
                try await Task.sleep(for: .milliseconds(2))
            }
            Issue.record("The worker has got no request.")
        }

        private func isZombie(_ process: Int32) -> Bool {
            let stat = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
            return stat?.contains(") Z ") ?? true
        }
    }
}
