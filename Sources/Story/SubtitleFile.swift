/// Captions in a subtitle file, SubRip or WebVTT.
public struct SubtitleFile: Hashable, Sendable {
    /// The file, relative to the story document's folder.
    public var src: String
    /// The offset added to all times of the file, in seconds.
    public var offset: Double

    public init(src: String, offset: Double = 0) {
        self.src = src
        self.offset = offset
    }

    /// The file's path, in the one form that every reader, hasher and sender of the file uses.
    ///
    /// - Parameter folder: the folder from which a relative ``src`` starts.
    public func path(in folder: String) -> String { OverlayFile.path(of: src, in: folder) }
}
