internal import Files

/// Stories of a watched folder as they were read, so that one that many uploads share is read once, be it right
/// or wrong.
///
/// Belongs to one thread.
final class StoryCache {
    private struct Entry {
        /// In which state the file was read.
        let status: FileStatus
        let reading: Result<UploadStory, UnusableStory>
        /// Of its text, or of what is wrong with it.
        let bytes: Int
        /// Whether a change could have been missed.
        let isFresh: Bool
        let at: ContinuousClock.Instant
        var lastUse: Int
    }

    private var entries: [RelativePath: Entry] = [:]
    private var bytes = 0
    private var useCount = 0
    /// How many stories were read, not found here.
    private(set) var readCount = 0

    /// Of all texts whose stories are kept, and of what is wrong with others: a story takes a few times as much
    /// memory as its text.
    static let maximumBytes = 8 << 20
    static let maximumCount = 1_000

    /// Whether texts are read that take long; else stories in them are postponed.
    var readsLong = true

    /// Bytes of a text from which on reading it takes long: some hundredths of a second.
    static let longBytes: Int64 = 64 << 10

    /// The story in a file, from here or read by `read`.
    ///
    /// - Parameters:
    ///   - status: the state in which the file is.
    ///   - read: gives the story and how many bytes to count for it; nil for what is to be tried again.
    func story(
        at path: RelativePath, _ status: FileStatus,
        read: () -> (reading: Result<UploadStory, UnusableStory>, bytes: Int?)
    ) -> Result<UploadStory, UnusableStory> {
        useCount += 1
        if let entry = entries[path], entry.status == status, !isDoubtful(entry) {
            entries[path]?.lastUse = useCount
            return entry.reading
        }
        if !readsLong, status.bytes > Self.longBytes { return .failure(.postponed(path)) }
        remove(path)
        let isFresh = status.isFresh
        let (reading, size) = read()
        readCount += 1
        guard let size else { return reading }
        entries[path] = Entry(
            status: status, reading: reading, bytes: size, isFresh: isFresh, at: .now, lastUse: useCount)
        bytes += size
        makeRoom()
        return reading
    }

    /// A file that is written to twice within one tick of the kernel's clock has the same state after both.
    private func isDoubtful(_ entry: Entry) -> Bool {
        entry.isFresh && ContinuousClock.now - entry.at > .seconds(1)
    }

    /// Forgets what has not been used for longest.
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
