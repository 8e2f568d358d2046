import Foundation
import Story
import StoryService

/// Reads story documents from files.
enum StoryFile {
    /// - Parameters:
    ///   - joining: whether the slides are joined, whatever the document says.
    ///   - brand: the brand's kit to use instead of the story's, relative to the story's folder.
    /// - Throws: ``CommandFailure`` if the file is missing, or with every problem of the document.
    static func read(_ path: String, joining: Bool = false, brand: String? = nil) throws -> StoryReading {
        do {
            let text = try DocumentFile.contents(of: path, as: "story")
            return try StorySyntax(fileName: path)
                .read(text, joining: joining, brands: brands(of: path, override: brand))
        } catch let error as StoryDocumentError {
            throw CommandFailure(.unusable, error.problems.map { "\(path): \($0)" })
        }
    }

    private static func brands(of path: String, override brand: String?) -> BrandSource {
        BrandSource(override: brand) { file throws(StoryDocumentError) in
            do {
                return try DocumentFile.contents(
                    of: StoryFile.path(file, in: folder(of: path)), as: "brand kit")
            } catch {
                let reason = (error as? CommandFailure)?.sentences.first ?? "\(error)"
                throw BrandSource.unreadable(file, reason)
            }
        }
    }

    /// The document's variables; nil if it has none.
    ///
    /// - Parameter brand: the brand's kit to use instead of the story's, relative to the story's folder.
    /// - Throws: ``CommandFailure`` if the file is missing or its variables are wrong.
    static func template(_ path: String, brand: String? = nil) throws -> StoryTemplate? {
        do {
            let text = try DocumentFile.contents(of: path, as: "story")
            return try StorySyntax(fileName: path)
                .template(text, brands: brands(of: path, override: brand))
        } catch let error as StoryDocumentError {
            throw CommandFailure(.unusable, error.problems.map { "\(path): \($0)" })
        }
    }

    /// The folder that holds the last part of a path.
    static func folder(of path: String) -> String {
        let folder = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
        return folder.isEmpty ? "." : folder
    }

    /// Resolves a path that starts at a folder; leaves an absolute path as it is.
    static func path(_ path: String, in folder: String) -> String {
        path.hasPrefix("/") || folder == "."
            ? path : folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
    }

    /// A path that means the same in any folder.
    static func absolute(_ path: String) -> String {
        URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
    }
}
