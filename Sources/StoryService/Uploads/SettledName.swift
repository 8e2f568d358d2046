internal import Files
internal import Hashing

/// The names of an upload and its files in `done/` or `failed/`, where they replace nothing: `clip.mov`, then `clip
/// (2).mov`, and so on.
package struct SettledName: Hashable, Sendable {
    /// The longest name that file systems take.
    private static let maximumBytes = 255

    /// The longest extension, with its dot. Anything longer counts as part of the name.
    private static let maximumExtensionBytes = 32

    /// The upload's name.
    package let upload: String

    /// - Parameter number: 1 for the name itself.
    package init(_ name: String, number: Int) {
        guard number > 1 else {
            upload = Self.cut(name, leaving: 0)
            return
        }
        var stem = UploadName.stem(of: name)
        var suffix = name.dropFirst(stem.count)
        if suffix.utf8.count > Self.maximumExtensionBytes { (stem, suffix) = (name, "") }
        let end = " (\(number))" + suffix
        upload = Self.cut(stem, leaving: end.utf8.count) + end
    }

    /// The name of a refused upload's record.
    var errorRecord: String { record(".error.json") }

    /// The name of the record of an upload that shared another one's story.
    var duplicateRecord: String { record(".duplicate.json") }

    /// Two uploads get two records, even if their names differ only in the part that is cut off.
    private func record(_ suffix: String) -> String {
        guard upload.utf8.count + suffix.utf8.count > Self.maximumBytes else { return upload + suffix }
        let end = "-" + SHA256.hash(upload).prefix(16) + suffix
        return Self.cut(upload, leaving: end.utf8.count) + end
    }

    /// The sidecar's new name, given its name beside the original upload.
    func sidecar(_ sidecar: String, of original: String) -> String {
        let suffixes = UploadName.sidecarSuffixes
        let suffix = suffixes.first { sidecar.hasSuffix($0) } ?? suffixes[0]
        let stem = sidecar == original + suffix ? upload : UploadName.stem(of: upload)
        return Self.cut(stem, leaving: suffix.utf8.count) + suffix
    }

    /// The beginning of a name, short enough to leave room for a number of bytes.
    private static func cut(_ name: String, leaving bytes: Int) -> String {
        name.beginning(bytes: maximumBytes - bytes)
    }
}
