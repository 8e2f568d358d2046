internal import Files
internal import Probing

/// Whether a file in a watched folder is whole, judged by looking into it.
struct FileJudgement {
    let status: FileStatus
    let completeness: Completeness
    /// Whether the same file in the same state would get the same judgement again.
    let isLasting: Bool

    /// Looks into a file; nil if it is not a regular file.
    ///
    /// - Throws: ``SystemError``.
    static func judge(
        _ path: RelativePath, in tree: FolderTree, _ limits: InputLimits
    ) throws(SystemError) -> FileJudgement? {
        let file = try tree.open(path)
        let status = try file.status()
        guard status.isRegular else { return nil }
        // A refused file counts as incomplete: some programs give a file its full length before they write it.
        let refusal = try InputRefusal.check(file, status, limit: limits.fileBytes)
        let bytes = status.bytes
        let reader = FileReader(file)
        let completeness =
            refusal.map { .incomplete($0.message) }
            ?? Completeness(count: bytes) { offset, count in reader.bytes(at: offset, count: count) }
        return FileJudgement(
            status: status, completeness: completeness,
            isLasting: !status.isFresh && !reader.hasFailed)
    }
}

/// An open file that closures can share.
private final class FileReader {
    private let file: OpenFile
    /// Whether a read failed. It may succeed the next time.
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
