public import Story

/// Why the overlays cannot be drawn.
public enum CompositingError: Error, Hashable, Sendable {
    /// The story asks for something that cannot be drawn: a character that no font has, or a sticker that is missing,
    /// damaged or too large. Lists every reason.
    case unusable([StoryProblem])
    /// The system refused to read a layer's file. Another attempt may succeed. The sentence names the file and the
    /// reason.
    case unreadable(String)
    /// Memory for a layer ran out, in cairo's words.
    case outOfMemory(String)
    /// The frame does not suit the compositor. This is a mistake of the caller.
    case wrongFrame(String)
}

extension CompositingError {
    /// Converts the failure of a layer at `path`, which names its file under `key`.
    init(_ failure: LayerFailure, path: String, key: String = "src") {
        switch failure {
        case .outOfMemory(let reason): self = .outOfMemory(reason)
        case .unreadable(let reason): self = .unreadable("\(path).\(key): \(reason)")
        case .unusable(let reason):
            self = .unusable([
                StoryProblem(
                    path: "\(path).\(key)", rule: .unusableFile, found: reason,
                    allowed: key == "src" ? "a PNG, WebP, GIF or WebM file" : "a picture, such as PNG or JPEG"
                )
            ])
        }
    }
}

extension CompositingError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unusable(let problems): problems.map(\.description).joined(separator: "\n")
        case .unreadable(let reason): reason
        case .outOfMemory(let reason): "an overlay cannot be drawn: \(reason)"
        case .wrongFrame(let found): "overlays cannot be drawn onto \(found)"
        }
    }
}
