internal import Libav
internal import Probing

/// Gives a worker the files that it writes.
protocol OutputSource: Sendable {
    /// Opens files for writing, in the given order. Blocks until they are there.
    ///
    /// - Throws: ``MediaError`` if they are not available.
    func open(_ files: [StagedFile]) throws(MediaError) -> [MediaOutput]
}
