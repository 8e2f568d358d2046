/// The hidden folder in which a worker makes a story's files.
///
/// The worker is the only one that writes here, and can write nowhere else. Nothing that it leaves is
/// taken for what it says: whoever publishes it looks at the files itself.
struct Workshop: Hashable, Sendable, Codable {
    /// The folder's path.
    let folder: String

    /// Where a file lies.
    func path(of file: StagedFile) -> String { Path.resolve(file.name, in: folder) }
}
