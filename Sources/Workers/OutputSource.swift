internal import Libav
internal import Probing

/// Where a worker gets the files from that it writes.
protocol OutputSource: Sendable {
    /// Files to write, in the order in which they are named. Blocks until they are there.
    ///
    /// - Throws: ``MediaError`` where they cannot be had.
    func open(_ files: [StagedFile]) throws(MediaError) -> [MediaOutput]
}
