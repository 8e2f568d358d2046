/// A table of colours in a `.cube` file, and how much of it.
public struct LookupTable: Hashable, Sendable, Codable {
    /// The file, relative to the story document's folder.
    public var src: String
    /// How much, from 0, which changes nothing, to 1.
    public var intensity: Double

    public init(src: String, intensity: Double = 1) {
        self.src = src
        self.intensity = intensity
    }

    /// The file's path, in the one form that every reader, hasher and sender of the file uses.
    ///
    /// - Parameter folder: from which ``src`` starts where it is relative.
    public func path(in folder: String) -> String { OverlayFile.path(of: src, in: folder) }
}
