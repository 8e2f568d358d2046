public import Transcoding

/// A preview as a worker says it has drawn it; its picture is in the file that the worker was given.
public struct DrawnPreview: Hashable, Sendable, Codable {
    /// Counted from 1.
    public var slide: Int
    public var slideCount: Int
    /// What the slide lasts, in seconds.
    public var duration: Double
    /// The frames that are seen, rising.
    public var frames: [PreviewFrame]
    /// Of the picture, in pixels.
    public var width: Int
    public var height: Int
    /// What was done otherwise than asked or expected, in sentences.
    public var substitutions: [String]
    /// What was wrong with the input though it plays, in sentences.
    public var warnings: [String]
}
