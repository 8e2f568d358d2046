import Foundation
import Story

/// Reads the text of files that say what to do.
enum DocumentFile {
    /// A file's bytes, of which no more are read than a document may have, and one.
    ///
    /// - Parameter what: what the file is, for the error message: "story".
    /// - Throws: ``CommandFailure`` where the file is missing or cannot be read.
    static func contents(of path: String, as what: String) throws -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            let isThere = FileManager.default.fileExists(atPath: path)
            throw isThere
                ? CommandFailure(.inputOutput, "\(path): The \(what) cannot be read. Check its permissions.")
                : CommandFailure(
                    .inputMissing, "\(path): There is no such file. Check the name and the folder.")
        }
        do {
            // One more than is allowed, so that a document that is too long is seen to be so.
            let data = try handle.read(upToCount: StoryLimits.documentBytes + 1)
            return [UInt8](data ?? Data())
        } catch {
            throw CommandFailure(
                .inputOutput, "\(path): The \(what) cannot be read: \(error.localizedDescription)")
        }
    }
}
