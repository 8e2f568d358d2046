import Foundation
import Story

/// A folder of fonts.
struct FontFolder {
    let path: String

    init(_ path: String) { self.path = path }

    /// How a font file's name ends.
    static let extensions: Set<String> = ["ttf", "otf", "ttc", "otc", "woff", "woff2"]
    /// Folders within folders. Families come in folders of their own, with one for each format.
    private static let deepest = 3
    /// Names that are looked at. A folder with more holds other things than fonts.
    private static let most = 10_000

    /// The paths of the fonts, in order. Hidden files are left out, and no link to a folder is followed.
    ///
    /// - Throws: ``CommandFailure`` if the folder is missing or has no font.
    func files() throws -> [String] {
        var isFolder: ObjCBool = false
        guard unsafe FileManager.default.fileExists(atPath: path, isDirectory: &isFolder), isFolder.boolValue
        else {
            throw CommandFailure(
                .inputMissing, "--fonts: \(path): There is no such folder. Check the name and the folder.")
        }
        let root = URL(filePath: path).absoluteURL
        let entries = FileManager.default.enumerator(
            at: root, includingPropertiesForKeys: nil, options: [.skipsHiddenFiles])
        var found: [String] = []
        var seen = 0
        while let entry = entries?.nextObject() as? URL {
            seen += 1
            guard seen <= Self.most else {
                throw CommandFailure(
                    .usage,
                    "--fonts: \(path): The folder has more than \(Self.most) files. Name one with fonts alone."
                )
            }
            if (entries?.level ?? 0) > Self.deepest {
                entries?.skipDescendants()
            } else if Self.extensions.contains(entry.pathExtension.lowercased()) {
                found.append(entry.path(percentEncoded: false))
            }
        }
        guard !found.isEmpty else {
            throw CommandFailure(
                .inputMissing,
                "--fonts: \(path): The folder has no fonts (\(Self.extensions.sorted().joined(separator: ", ")))."
            )
        }
        return found.sorted().map { Self.relative($0, to: root, as: path) }
    }

    /// A file's path as it continues the folder's, as the person has written that.
    private static func relative(_ file: String, to root: URL, as path: String) -> String {
        let folder = root.path(percentEncoded: false)
        let start = folder.hasSuffix("/") ? folder : folder + "/"
        guard file.hasPrefix(start) else { return file }
        return StoryFile.path(String(file.dropFirst(start.count)), in: path)
    }
}
