import Foundation
import TestSupport

/// The program under test: the one that `STORYMEDIA_BINARY` names, else the debug build.
struct Program {
    static let path =
        ProcessInfo.processInfo.environment["STORYMEDIA_BINARY"]
        ?? URL(filePath: Fixture.folder).deletingLastPathComponent()
        .appending(path: ".build/debug/storymedia").path(percentEncoded: false)

    static func run(
        _ arguments: [String], in folder: borrowing Workspace, environment: [String: String] = [:],
        timeout: Duration = .seconds(120)
    ) async throws -> ToolResult {
        try await Tool(path).run(
            arguments, in: folder.path,
            environment: ["TMPDIR": folder.scratch].merging(environment) { $1 }, timeout: timeout)
    }

    static func start(_ arguments: [String], in folder: borrowing Workspace) throws -> RunningTool {
        try Tool(path).start(arguments, in: folder.path, environment: ["TMPDIR": folder.scratch])
    }

    /// Runs `storymedia ingest INPUT --output out` in a workspace.
    static func ingest(
        _ input: String, _ options: [String] = [], in folder: borrowing Workspace
    ) async throws -> ToolResult {
        try await run(["ingest", input, "--output", "out"] + options, in: folder)
    }
}

/// An empty folder in which the program runs, with a folder of its own for temporary files, so that a
/// test sees everything that is left behind.
struct Workspace: ~Copyable {
    private let directory: TemporaryDirectory
    var path: String { directory.path }
    /// What `TMPDIR` says.
    let scratch: String

    init() throws {
        let directory = try TemporaryDirectory()
        let scratch = directory.file("scratch")
        try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: false)
        self.scratch = scratch
        self.directory = directory
    }

    func file(_ name: String) -> String { directory.file(name) }

    @discardableResult
    func write(_ text: String, to name: String) throws -> String { try directory.write(text, to: name) }

    /// Puts a copy of a file here and returns its path.
    func copy(_ original: String, as name: String) throws -> String {
        try FileManager.default.copyItem(atPath: original, toPath: file(name))
        return file(name)
    }

    func json(_ name: String) throws -> JSON { try JSON(contentsOfFile: file(name)) }

    /// All files, hidden and temporary ones too, relative to the workspace and sorted.
    var files: [String] {
        directory.contents.filter { name in
            var isDirectory: ObjCBool = false
            let exists = unsafe FileManager.default.fileExists(
                atPath: file(name), isDirectory: &isDirectory)
            return exists && !isDirectory.boolValue
        }
    }
}

extension ToolResult {
    /// The objects that `--json` printed, one per line; a line that is none is `.null`.
    var events: [JSON] {
        text.split(separator: "\n").map { (try? JSON(parsing: String($0))) ?? .null }
    }
}
