/// A colour table from a `.cube` file, and its intensity.
public struct LookupTable: Hashable, Sendable, Codable {
    /// The file, relative to the story document's folder.
    public var src: String
    /// The intensity: 0 changes nothing, 1 applies the table in full.
    public var intensity: Double

    public init(src: String, intensity: Double = 1) {
        self.src = src
        self.intensity = intensity
    }

    /// The file's path, in the one form that every reader, hasher and sender of the file uses.
    ///
    /// - Parameter folder: the folder from which a relative ``src`` starts.
    public func path(in folder: String) -> String { OverlayFile.path(of: src, in: folder) }
}
