/// A file that an overlay draws, or from which it takes its words.
public struct OverlayFile: Hashable, Sendable {
    /// The key that names the file in the story.
    public let key: String
    /// Relative to the story document's folder.
    public let src: String
}

extension Overlay {
    /// The file that the overlay draws or reads; nil if it needs none.
    public var file: OverlayFile? {
        switch self {
        case .sticker(let sticker): return OverlayFile(key: "src", src: sticker.src)
        case .drawn(let sticker): return sticker.content.file
        case .text(let text):
            guard case .subtitles(let file) = text.content else { return nil }
            return OverlayFile(key: "subtitles", src: file.src)
        }
    }

    /// The overlay with another name for its file; unchanged if it needs no file.
    public func naming(file src: String) -> Overlay {
        switch self {
        case .sticker(var sticker):
            sticker.src = src
            return .sticker(sticker)
        case .drawn(var sticker):
            sticker.content = sticker.content.naming(file: src)
            return .drawn(sticker)
        case .text(var text):
            guard case .subtitles(var file) = text.content else { return self }
            file.src = src
            text.content = .subtitles(file)
            return .text(text)
        }
    }
}

extension OverlayFile {
    /// The file's path, in the one form that every reader, hasher and sender of the file uses.
    ///
    /// - Parameter folder: the folder from which a relative ``src`` starts.
    public func path(in folder: String) -> String { Self.path(of: src, in: folder) }

    /// The path of a file that a story in `folder` names `src`.
    public static func path(of src: String, in folder: String) -> String {
        if src.hasPrefix("/") || folder == "." { return src }
        return folder.hasSuffix("/") ? folder + src : folder + "/" + src
    }
}
