public import Story

/// Why overlays cannot be drawn.
public enum CompositingError: Error, Hashable, Sendable {
    /// The story asks for what cannot be drawn, for all of these reasons: a character that no font has,
    /// a sticker that is missing, damaged or too large.
    case unusable([StoryProblem])
    /// The system refused to read the file of a layer, which may be read later; a sentence says which and why.
    case unreadable(String)
    /// There is no memory for a layer, in cairo's words.
    case outOfMemory(String)
    /// The frame is not what the compositor was made for; a fault of the caller.
    case wrongFrame(String)
}

extension CompositingError {
    /// What the failure of a layer means for the story, where the layer is at `path` and names its file
    /// under `key`.
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
