internal import Files

/// The stories of a watched folder, valid or not. A story that many uploads share is read once.
///
/// Belongs to one thread.
final class StoryCache {
    private struct Entry {
        /// The state of the file when it was read.
        let status: FileStatus
        /// The brand's kit that was read with it; nil if it names none.
        let kit: Kit?
        let reading: Result<UploadStory, UnusableStory>
        /// The size of its text, or of the list of its problems.
        let bytes: Int
        /// Whether the file was so new that a change could have been missed.
        let isFresh: Bool
        let at: ContinuousClock.Instant
        var lastUse: Int
    }

    /// A file that determines what a story says, besides the story's own.
    struct Kit: Hashable {
        let path: RelativePath
        /// The state of the file when it was read; nil if it was missing.
        let status: FileStatus?
    }

    private var entries: [RelativePath: Entry] = [:]
    private var bytes = 0
    private var useCount = 0
    /// How many stories were read rather than found here.
    private(set) var readCount = 0

    /// The limit for the texts of all cached stories and the problems of all invalid ones. A story takes a few times as
    /// much memory as its text.
    static let maximumBytes = 8 << 20
    static let maximumCount = 1_000

    /// Whether to read long texts. If not, their stories are postponed.
    var readsLong = true

    /// The size from which a text counts as long: reading it takes some hundredths of a second.
    static let longBytes: Int64 = 64 << 10

    /// The story in a file, from the cache or from `read`.
    ///
    /// - Parameters:
    ///   - status: the file's current state.
    ///   - isCurrent: whether the brand's kit is still in the state in which it was read.
    ///   - read: returns the story, the bytes to count for it (nil for a result that must not be cached), and the
    ///     brand's kit.
    func story(
        at path: RelativePath, _ status: FileStatus, isCurrent: (Kit) -> Bool = { _ in true },
        read: () -> (reading: Result<UploadStory, UnusableStory>, bytes: Int?, kit: Kit?)
    ) -> Result<UploadStory, UnusableStory> {
        useCount += 1
        if let entry = entries[path], entry.status == status, !isDoubtful(entry),
            entry.kit.map(isCurrent) ?? true
        {
            entries[path]?.lastUse = useCount
            return entry.reading
        }
        if !readsLong, status.bytes > Self.longBytes { return .failure(.postponed(path)) }
        remove(path)
        let (reading, size, kit) = read()
        let isFresh = status.isFresh || kit?.status?.isFresh ?? false
        readCount += 1
        guard let size else { return reading }
        entries[path] = Entry(
            status: status, kit: kit, reading: reading, bytes: size, isFresh: isFresh, at: .now,
            lastUse: useCount)
        bytes += size
        makeRoom()
        return reading
    }

    /// A file that is written twice within one tick of the kernel's clock has the same state after both writes.
    private func isDoubtful(_ entry: Entry) -> Bool {
        entry.isFresh && ContinuousClock.now - entry.at > .seconds(1)
    }

    /// Drops the least recently used entries.
    private func makeRoom() {
        while bytes > Self.maximumBytes || entries.count > Self.maximumCount {
            guard let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) else { return }
            remove(oldest.key)
        }
    }

    private func remove(_ path: RelativePath) {
        if let entry = entries.removeValue(forKey: path) { bytes -= entry.bytes }
    }
}
