import Foundation
import TestSupport
import Testing

@testable import Sandbox

@Suite struct EscapeTests {
    @Test("A confined process is refused every attempt to break out, and nothing outside changes")
    func holdsAll() async throws {
        let folder = try Playground()
        let before = folder.decoyState
        let attempts = try await Escapee.attempts(layers: "all", in: folder)
        #expect(attempts.codes.count >= 80)
        #expect(attempts.escapes == [])
        #expect(folder.decoyState == before)
        #expect(folder.contents == ["decoy", "writable"])
    }

    /// Attempts that need no rights which a tester may lack.
    private static let ordinary: Set = [
        "list the root folder", "read /etc/passwd", "create a file outside", "make a process",
        "open a UDP socket", "open a TCP socket", "execute a program", "signal the parent",
        "make a symbolic link", "map memory for data and code", "turn data into code", "read a file outside",
        "replace a file outside", "remove a file outside", "change the mode of a file outside",
    ]

    @Test("The same attempts succeed where nothing confines the process")
    func tellsTheDifference() async throws {
        let folder = try Playground()
        let attempts = try await Escapee.attempts(layers: "none", in: folder)
        #expect(attempts.escapes.isSuperset(of: Self.ordinary))
        #expect(!FileManager.default.fileExists(atPath: folder.decoy))
    }

    @Test("Landlock alone guards files, but neither UDP, processes nor the mode of a file")
    func landlockAlone() async throws {
        let escapes = try await Escapee.attempts(layers: "landlock", in: try Playground()).escapes
        #expect(
            escapes.isDisjoint(with: ["read /etc/passwd", "remove a file outside", "make a symbolic link"]))
        #expect(
            escapes.isSuperset(of: [
                "open a UDP socket", "make a process", "turn data into code",
                "change the mode of a file outside",
            ]))
    }

    @Test("seccomp alone guards the network and processes, but no files")
    func seccompAlone() async throws {
        let escapes = try await Escapee.attempts(layers: "seccomp", in: try Playground()).escapes
        #expect(escapes.isDisjoint(with: ["open a UDP socket", "make a process", "turn data into code"]))
        #expect(escapes.isSuperset(of: ["read /etc/passwd", "remove a file outside"]))
    }

    @Test("The essential attempts are at least twelve, and all are refused")
    func essentialAttempts() async throws {
        let folder = try Playground()
        let result = try await Escapee.run(["start", folder.writable])
        let report = try JSON(parsing: result.text)
        #expect((report["attempts"]?.integer ?? 0) >= 12)
        #expect(report["held"]?.integer == report["attempts"]?.integer)
    }

    @Test("A process with a second thread is not confined, and is told so")
    func refusesThreads() async throws {
        // Where the kernel confines all threads at once, there is nothing to refuse.
        guard (SandboxSupport.current.landlockABI ?? 0) < 8 else { return }
        let result = try await Escapee.run(["threads"])
        #expect(result.text.contains("2 threads are running already"))
    }

    @Test("A folder to write in that is missing, or only a link, leaves the process with an error")
    func refusesMissingFolder() async throws {
        let folder = try Playground()
        let link = folder.file("link")
        try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: folder.writable)
        for path in [folder.file("missing"), link] {
            let result = try await Escapee.run(["escape", "all", path, folder.decoy])
            #expect(result.exitCode != 0)
            #expect(result.text.isEmpty)
            #expect(result.standardError.contains(path))
        }
    }

    @Test("A confined process that crashes ends by its signal, and does not hang")
    func crashes() async throws {
        let result = try await Escapee.run(["crash"])
        #expect(result.signal != nil)
        #expect(!result.timedOut)
    }

    @Test("A process that is to die with its parent does")
    func diesWithParent() async throws {
        let result = try await Escapee.run(["orphan"])
        let child = try #require(Int32(result.text.trimmingCharacters(in: .whitespacesAndNewlines)))
        let deadline = ContinuousClock.now + .seconds(30)
        while Self.isRunning(child), .now < deadline { try await Task.sleep(for: .milliseconds(10)) }
        #expect(!Self.isRunning(child))
    }

    /// Whether a process is there, and not just waits for being cleared away.
    private static func isRunning(_ process: Int32) -> Bool {
        guard let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8) else {
            return false
        }
        return !status.contains(") Z ")
    }
}
