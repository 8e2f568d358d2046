import Foundation
import Story

/// Reads the text of files that tell a command what to do.
enum DocumentFile {
    /// Reads a file, but no more than one byte beyond the most that a document may have.
    ///
    /// - Parameters:
    ///   - what: what the file is, for the error message: "story".
    ///   - limit: the most bytes that the file may have.
    /// - Throws: ``CommandFailure`` if the file is missing or cannot be read.
    static func contents(
        of path: String, as what: String, limit: Int = StoryLimits.documentBytes
    ) throws -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            let isThere = FileManager.default.fileExists(atPath: path)
            throw isThere
                ? CommandFailure(.inputOutput, "\(path): The \(what) cannot be read. Check its permissions.")
                : CommandFailure(
                    .inputMissing, "\(path): There is no such file. Check the name and the folder.")
        }
        do {
            // One byte more than allowed shows that a document is too long.
            let data = try handle.read(upToCount: limit + 1)
            return [UInt8](data ?? Data())
        } catch {
            throw CommandFailure(
                .inputOutput, "\(path): The \(what) cannot be read: \(error.localizedDescription)")
        }
    }
}
