internal import Files
internal import Probing

/// Whether a file in a watched folder is whole, as it was looked into.
struct FileJudgement {
    let status: FileStatus
    let completeness: Completeness
    /// Whether the same file in the same state would be judged alike.
    let isLasting: Bool

    /// Looks into a file; nil where it is no regular one.
    ///
    /// - Throws: ``SystemError``.
    init?(of path: RelativePath, in tree: FolderTree, _ limits: InputLimits) throws(SystemError) {
        let file = try tree.open(path)
        status = try file.status()
        guard status.isRegular else { return nil }
        // Some programs make a file as long as it will be before they write it.
        let refusal = try InputRefusal(file, status, limit: limits.fileBytes)
        let bytes = status.bytes
        let reader = FileReader(file)
        completeness =
            refusal.map { .incomplete($0.message) }
            ?? Completeness(count: bytes) { offset, count in reader.bytes(at: offset, count: count) }
        isLasting = !status.isFresh && !reader.hasFailed
    }
}

/// An open file that closures can share.
private final class FileReader {
    private let file: OpenFile
    /// Whether some of it could not be read, which may be otherwise the next time.
    private(set) var hasFailed = false

    init(_ file: consuming OpenFile) {
        self.file = file
    }

    func bytes(at offset: Int64, count: Int) -> [UInt8]? {
        do {
            return try file.bytes(at: offset, count: count)
        } catch {
            hasFailed = true
            return nil
        }
    }
}
