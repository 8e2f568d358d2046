import Foundation

/// A new empty directory that is removed, with all in it, when the value goes out of scope.
public struct TemporaryDirectory: ~Copyable {
    /// Absolute.
    public let path: String

    public init() throws {
        let name = "storymedia-test-" + UUID().uuidString
        path = FileManager.default.temporaryDirectory.appending(path: name).path(percentEncoded: false)
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit {
        try? FileManager.default.removeItem(atPath: path)
    }

    /// The path of a file in the directory.
    public func file(_ name: String) -> String {
        path + "/" + name
    }

    /// Writes a file, and makes the folder that it names where that is missing, and returns its path.
    @discardableResult
    public func write(_ text: String, to name: String) throws -> String {
        try FileManager.default.createDirectory(
            at: URL(filePath: file(name)).deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(filePath: file(name)))
        return file(name)
    }

    /// The names of all files and folders in it, however deep, hidden ones too, sorted.
    public var contents: [String] {
        let entries = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String }
        return (entries ?? []).sorted()
    }
}
