internal import Files
internal import Hashing

/// What an upload and what belongs to it are called where they are settled, so that nothing there
/// is replaced: `clip.mov`, then `clip (2).mov`, and so on.
struct SettledName: Hashable, Sendable {
    /// File systems take no longer ones.
    private static let maximumBytes = 255

    /// What stands behind the last dot of a longer end is no extension, but part of the name.
    private static let maximumExtensionBytes = 32

    /// The upload's name.
    let upload: String

    /// - Parameter number: 1 for the name itself.
    init(_ name: String, number: Int) {
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

    /// What is said about a refused upload.
    var errorRecord: String { record(".error.json") }

    /// What is said about an upload that another one's story stands for.
    var duplicateRecord: String { record(".duplicate.json") }

    /// Two uploads have two records, also where their names differ only in what has no room.
    private func record(_ suffix: String) -> String {
        guard upload.utf8.count + suffix.utf8.count > Self.maximumBytes else { return upload + suffix }
        let end = "-" + SHA256.hash(upload).prefix(16) + suffix
        return Self.cut(upload, leaving: end.utf8.count) + end
    }

    /// What the upload's sidecar is called, which had this name beside an upload of that one.
    func sidecar(_ sidecar: String, of original: String) -> String {
        let suffixes = UploadName.sidecarSuffixes
        let suffix = suffixes.first { sidecar.hasSuffix($0) } ?? suffixes[0]
        let stem = sidecar == original + suffix ? upload : UploadName.stem(of: upload)
        return Self.cut(stem, leaving: suffix.utf8.count) + suffix
    }

    /// The beginning of a name that leaves room for so many bytes.
    private static func cut(_ name: String, leaving bytes: Int) -> String {
        name.beginning(bytes: maximumBytes - bytes)
    }
}
