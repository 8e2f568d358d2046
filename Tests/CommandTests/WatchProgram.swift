import Foundation
import TestSupport
import Testing

extension Program {
    /// Starts a watch of the folder `in` of a workspace.
    static func watch(_ options: [String] = [], in folder: borrowing Workspace) throws -> RunningTool {
        try FileManager.default.createDirectory(
            atPath: folder.file("in"), withIntermediateDirectories: true)
        return try start(
            ["watch", "in", "--queue", "queue.sqlite", "--json", "--settle", "0.1"] + options, in: folder)
    }

    /// Waits until the queue has a job.
    static func waitForJob(_ id: String, in folder: borrowing Workspace) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while try await queue(["jobs", "show", id], in: folder).exitCode != 0 {
            try #require(ContinuousClock.now < deadline, "there is no job \(id)")
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}

extension RunningTool {
    /// Ends a watch, as a service manager would.
    func terminated() async throws -> ToolResult {
        try await result(interruption: .init(signal: SIGTERM, after: .zero))
    }
}

extension Workspace {
    /// The watched folder's files.
    var watched: [String] {
        files.filter { $0.hasPrefix("in/") }.map { String($0.dropFirst(3)) }
    }

    /// Puts a file into the watched folder under a name that is ignored, then under its own.
    func upload(_ fixture: String, as name: String) throws {
        let part = try copy(Fixture.path(fixture), as: "in/\(name).part")
        try FileManager.default.moveItem(atPath: part, toPath: file("in/\(name)"))
    }

    /// Waits until the watched folder has a file.
    func wait(for name: String) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while !FileManager.default.fileExists(atPath: file("in/\(name)")) {
            try #require(ContinuousClock.now < deadline, "\(name) is missing; there are \(files)")
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}
