import Foundation

/// A new empty directory that is removed, with all in it, when the value goes out of scope.
public struct TemporaryDirectory: ~Copyable, Sendable {
    /// Absolute.
    public let path: String

    /// - Parameter isInMemory: for tests that write so often that a disk would hold them up; where the
    ///   system has no such place, it is on disk all the same.
    public init(isInMemory: Bool = false) throws {
        StateHome.use
        let name = "storymedia-test-" + UUID().uuidString
        let memory = URL(filePath: "/dev/shm", directoryHint: .isDirectory)
        let hasMemory = FileManager.default.isWritableFile(atPath: memory.path(percentEncoded: false))
        let parent = isInMemory && hasMemory ? memory : FileManager.default.temporaryDirectory
        path = parent.appending(path: name).path(percentEncoded: false)
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
