/// The hidden folder in which a worker makes a story's files.
///
/// The worker is the only one that writes here, and can write nowhere else. Nothing that it leaves is
/// taken for what it says: whoever publishes it looks at the files itself.
struct Workshop: Hashable, Sendable, Codable {
    /// The folder's path.
    let folder: String

    /// - Parameter slide: counted from 1.
    func video(slide: Int) -> String { Path.resolve("\(slide).mp4", in: folder) }

    /// The picture of a preview.
    var preview: String { Path.resolve("preview.png", in: folder) }

    /// - Parameter slide: counted from 1.
    func cover(slide: Int) -> String { Path.resolve("\(slide).jpg", in: folder) }
}
