public import Conformance
public import Story

/// Measurements of a whole story, as far as its files exist.
public struct StoryReview: Hashable, Sendable {
    public var slides: [SlideReview]
    /// Files that the story names and that cannot be opened.
    public var missing: [FileReference]
    /// Whether all slides become one file.
    public var isJoined: Bool

    /// What a platform or a viewer may mind.
    public func conformance(to preset: Preset) -> StoryConformance {
        StoryConformance(of: slides, missing: missing, for: preset, joined: isJoined)
    }
}
