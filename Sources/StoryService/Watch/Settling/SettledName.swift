/// What an upload and what belongs to it are called where they are settled, so that nothing there
/// is replaced: `clip.mov`, then `clip (2).mov`, and so on.
struct SettledName: Hashable, Sendable {
    /// File systems take no longer ones.
    private static let maximumBytes = 255

    /// The upload's name.
    let upload: String

    /// - Parameter number: 1 for the name itself.
    init(_ name: String, number: Int) {
        guard number > 1 else {
            upload = Self.cut(name, leaving: 0)
            return
        }
        let stem = UploadName.stem(of: name)
        let suffix = " (\(number))" + name.dropFirst(stem.count)
        upload = Self.cut(stem, leaving: suffix.utf8.count) + suffix
    }

    /// What is said about a refused upload.
    var errorRecord: String { Self.cut(upload, leaving: 11) + ".error.json" }

    /// What is said about an upload that another one's story stands for.
    var duplicateRecord: String { Self.cut(upload, leaving: 15) + ".duplicate.json" }

    /// What the upload's sidecar is called, which had this name beside an upload of that one.
    func sidecar(_ sidecar: String, of original: String) -> String {
        let suffixes = UploadName.sidecarSuffixes
        let suffix = suffixes.first { sidecar.hasSuffix($0) } ?? suffixes[0]
        let stem = sidecar == original + suffix ? upload : UploadName.stem(of: upload)
        return Self.cut(stem, leaving: suffix.utf8.count) + suffix
    }

    private static func cut(_ name: String, leaving bytes: Int) -> String {
        var name = name
        while name.utf8.count + bytes > maximumBytes { name.removeLast() }
        return name
    }
}
