/// A file that a worker writes. It is hidden in a run's staging folder until it is published.
public enum StagedFile: Hashable, Sendable, Codable {
    /// - Parameter slide: counted from 1.
    case video(slide: Int)
    /// - Parameter slide: counted from 1.
    case cover(slide: Int)
    /// The picture of a preview.
    case preview

    /// The file's name in the staging folder.
    package var name: String {
        switch self {
        case .video(let slide): "\(slide).mp4"
        case .cover(let slide): "\(slide).jpg"
        case .preview: "preview.png"
        }
    }
}
