public import Probing
public import Transcoding

/// A slide that a worker reports as made. It is still hidden, and not verified.
public struct RenderedSlide: Hashable, Sendable, Codable {
    /// A slide that was joined with others.
    public struct Part: Hashable, Sendable, Codable {
        /// The medium's path, as the user or the story named it.
        public var path: String
        /// What the medium turned out to be.
        public var media: MediaInfo
    }

    /// Which slide of the story it shows, counted from 1; the first one if slides are joined.
    public var source: Int
    /// The medium's path, as the user or the story named it; the first one's if slides are joined.
    public var path: String
    /// What the medium turned out to be.
    public var media: MediaInfo
    public var plan: ExportPlan
    public var result: ExportResult
    /// The time of the cover in the slide, in seconds.
    public var coverTime: Double
    /// One part for each segment of the plan; nil if no slides are joined.
    public var parts: [Part]?

    /// The paths of all its media.
    package var paths: [String] { parts?.map(\.path) ?? [path] }
}
