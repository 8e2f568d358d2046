import Foundation
public import Testing

/// The collection of real clips and photos that other people took, which is too large for the
/// repository: `../shared/clips` beside the package, or where `STORYMEDIA_CLIPS` says.
public enum Clips {
    /// The folder, absolute; nil where it is absent.
    public static let folder: String? = {
        let named = ProcessInfo.processInfo.environment["STORYMEDIA_CLIPS"]
        let path = named ?? PackageRoot.path + "/../shared/clips"
        let standard = URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
        return FileManager.default.fileExists(atPath: standard + "/expected.json") ? standard : nil
    }()

    /// For `.enabled(if: Clips.areAvailable, Clips.absence)`.
    public static var areAvailable: Bool { folder != nil }

    /// Why tests with real clips are skipped where they are.
    public static let absence: Comment =
        "The collection of real clips is not at ../shared/clips; set STORYMEDIA_CLIPS to its folder."

    /// The names of all files in a part of the collection, relative to the folder and sorted:
    /// `nil` for the clips themselves, else `images`, `exif`, `livephoto`, `audio`, `broken` or `luts`.
    ///
    /// Empty where the collection is absent.
    public static func names(in part: String? = nil) -> [String] {
        guard let folder else { return [] }
        let prefix = part.map { $0 + "/" } ?? ""
        let entries = try? FileManager.default.contentsOfDirectory(atPath: folder + "/" + prefix)
        return (entries ?? []).map { prefix + $0 }.filter { expected[$0] != nil }.sorted()
    }

    /// The absolute path of a clip, such as `exif/landscape_3.jpg`.
    ///
    /// - Precondition: The collection is there, and so is the file.
    public static func path(_ name: String) -> String {
        guard let folder else { preconditionFailure(absence.rawValue) }
        let path = folder + "/" + name
        precondition(FileManager.default.fileExists(atPath: path), "no clip \(path)")
        return path
    }

    /// Facts about each file, by name, as other programs found them (`expected.json`).
    ///
    /// Empty where the collection is absent.
    public static let expected: [String: JSON] = {
        guard let folder, let facts = try? JSON(contentsOfFile: folder + "/expected.json") else { return [:] }
        return facts["files"]?.members ?? [:]
    }()
}
