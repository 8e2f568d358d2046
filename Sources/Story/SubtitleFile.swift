/// Captions in a file of subtitles, SubRip or WebVTT.
public struct SubtitleFile: Hashable, Sendable {
    /// The file, relative to the story document's folder.
    public var src: String
    /// What is added to all of the file's times, in seconds.
    public var offset: Double

    public init(src: String, offset: Double = 0) {
        self.src = src
        self.offset = offset
    }

    /// The file's path, in the one form that every reader, hasher and sender of the file uses.
    ///
    /// - Parameter folder: from which ``src`` starts where it is relative.
    public func path(in folder: String) -> String { OverlayFile.path(of: src, in: folder) }
}
