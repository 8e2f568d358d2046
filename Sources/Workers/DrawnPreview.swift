public import Transcoding

/// A preview that a worker reports as drawn. Its picture is in the file that the worker was given.
public struct DrawnPreview: Hashable, Sendable, Codable {
    /// Counted from 1.
    public var slide: Int
    public var slideCount: Int
    /// The slide's duration, in seconds.
    public var duration: Double
    /// The frames that it shows, in rising order.
    public var frames: [PreviewFrame]
    /// The size of the picture, in pixels.
    public var width: Int
    public var height: Int
    /// Sentences about what was done differently from what was asked or expected.
    public var substitutions: [String]
    /// Sentences about faults of an input that plays nevertheless.
    public var warnings: [String]
}
