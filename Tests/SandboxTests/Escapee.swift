import Foundation
import TestSupport
import Testing

/// The program that confines itself and says what it could do.
struct Escapee {
    private static let path = URL(filePath: Fixture.folder).deletingLastPathComponent()
        .appending(path: ".build/debug/escapee").path(percentEncoded: false)

    static func run(
        _ arguments: [String], environment: [String: String] = [:], timeout: Duration = .seconds(120)
    ) async throws -> ToolResult {
        try await Tool(path).run(arguments, environment: environment, timeout: timeout)
    }

    /// Has it make all attempts to break out.
    ///
    /// - Parameter layers: what confines it: `all`, `none`, `landlock` or `seccomp`.
    static func attempts(layers: String, in folder: borrowing Playground) async throws -> Attempts {
        let result = try await run(["escape", layers, folder.writable, folder.decoy])
        try #require(result.exitCode == 0, "\(result.ending): \(result.standardError)")
        let lines = try result.text.split(separator: "\n").map { try JSON(parsing: String($0)) }
        return Attempts(
            codes: Dictionary(
                lines.map { ($0["name"]?.string ?? "", $0["code"]?.integer ?? -1) }, uniquingKeysWith: max))
    }
}

/// How attempts went: the value of `errno` by name, 0 where one succeeded.
struct Attempts {
    let codes: [String: Int]

    /// Those that were not refused. Other errors than a refusal do not count: the call was let through then.
    var escapes: Set<String> {
        Set(codes.filter { ![1, 13, 18, 25, 38].contains($0.value) }.keys)
    }
}

/// A folder to write in, with a file beside it that must stay as it is.
struct Playground: ~Copyable {
    private let directory: TemporaryDirectory
    let writable: String
    let decoy: String

    init() throws {
        let directory = try TemporaryDirectory()
        let writable = directory.file("writable")
        try FileManager.default.createDirectory(atPath: writable, withIntermediateDirectories: false)
        decoy = try directory.write("This may not be touched.", to: "decoy")
        self.writable = writable
        self.directory = directory
    }

    /// The names of all that is there.
    var contents: [String] { directory.contents }

    /// What tells whether the decoy was touched.
    var decoyState: String {
        let attributes = try? FileManager.default.attributesOfItem(atPath: decoy)
        let keys: [FileAttributeKey] = [.size, .modificationDate, .posixPermissions, .systemFileNumber]
        let text = try? String(contentsOfFile: decoy, encoding: .utf8)
        return "\(keys.map { attributes?[$0] as Any }) \(text as Any)"
    }

    func file(_ name: String) -> String { directory.file(name) }
}
