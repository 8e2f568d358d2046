import Foundation
import TestSupport
import Testing

extension Program {
    /// Runs a command on the queue of a workspace.
    static func queue(_ arguments: [String], in folder: borrowing Workspace) async throws -> ToolResult {
        try await run(arguments + ["--queue", "queue.sqlite"], in: folder)
    }

    /// Submits one input, whose story is to appear in `out`, and returns its job's number.
    static func submit(
        _ input: String, _ options: [String] = [], in folder: borrowing Workspace
    ) async throws -> String {
        let result = try await queue(["submit", input, "--output", "out"] + options, in: folder)
        try #require(result.exitCode == 0, "\(result.ending): \(result.standardError)")
        return String(try #require(result.events.last?["jobs"]?[0]?.integer))
    }

    /// A job as the queue knows it now.
    static func job(_ id: String, in folder: borrowing Workspace) async throws -> JSON {
        let result = try await queue(["jobs", "show", id, "--json"], in: folder)
        return try #require(result.events.first, "\(result.standardError)")
    }

    /// Waits until a job can be seen to be at work.
    static func waitForProgress(of id: String, in folder: borrowing Workspace) async throws {
        let deadline = ContinuousClock.now + .seconds(60)
        while try await job(id, in: folder)["progress"]?["percent"]?.number ?? 0 <= 0 {
            try #require(ContinuousClock.now < deadline, "job \(id) has not begun")
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}

extension ToolResult {
    /// The last line of standard output, which is the result.
    var result: JSON? { events.last }

    /// The sentences on standard error.
    var sentences: [String] { standardError.split(separator: "\n").map(String.init) }
}
