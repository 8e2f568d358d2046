import Foundation
import Story

/// Reads story documents from files.
enum StoryFile {
    /// - Throws: ``CommandFailure`` where the file is missing, or with every problem of the document.
    static func read(_ path: String) throws -> StoryDocument {
        do {
            return try StoryDocument(json: try contents(of: path))
        } catch let error as StoryDocumentError {
            throw CommandFailure(.unusable, error.problems.map { "\(path): \($0)" })
        }
    }

    private static func contents(of path: String) throws -> [UInt8] {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            let isThere = FileManager.default.fileExists(atPath: path)
            throw isThere
                ? CommandFailure(.inputOutput, "\(path): The story cannot be read. Check its permissions.")
                : CommandFailure(
                    .inputMissing, "\(path): There is no such file. Check the name and the folder.")
        }
        do {
            // One more than is allowed, so that a document that is too long is seen to be so.
            let data = try handle.read(upToCount: StoryLimits.documentBytes + 1)
            return [UInt8](data ?? Data())
        } catch {
            throw CommandFailure(
                .inputOutput, "\(path): The story cannot be read: \(error.localizedDescription)")
        }
    }

    /// The folder that a path's last part lies in.
    static func folder(of path: String) -> String {
        let folder = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
        return folder.isEmpty ? "." : folder
    }

    /// A path that means the same from any folder.
    static func absolute(_ path: String) -> String {
        URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
    }
}
