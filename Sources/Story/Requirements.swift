/// What a platform says of the videos and photos that it takes, as dated facts; nil where it says nothing.
///
/// A ``Preset`` is what is made; this is what a file from anywhere is held against.
public struct Requirements: Hashable, Sendable, Codable {
    /// How long a video may be, in seconds.
    public var seconds: ClosedRange<Double>?
    /// The largest file, in bytes.
    public var bytes: Int64?
    /// Frames per second.
    public var frameRates: ClosedRange<Double>?
    /// Whether frames must follow each other at equal distances.
    public var wantsConstantFrameRate = false
    /// FFmpeg's names.
    public var videoCodecs: [String]?
    /// FFmpeg's names.
    public var audioCodecs: [String]?
    /// How wide a picture is at least, in pixels.
    public var leastWidth: Int?
    /// How high a picture is at least, in pixels.
    public var leastHeight: Int?
    /// How wide a picture is at most, in pixels.
    public var mostWidth: Int?
    /// Width to height.
    public var aspects: ClosedRange<Double>?
    /// Seconds from one key frame to the next.
    public var keyFrameSeconds: ClosedRange<Double>?
    /// In bit/s, over any second.
    public var videoBitRate: Int?
    /// In Hz.
    public var sampleRate: Int?
    public var channels: Int?
    /// Whether edit lists are forbidden, and the index must come before the media.
    public var wantsPlainContainer = false
    /// The largest photo, in bytes.
    public var photoBytes: Int64?
    /// Formats of photos, by the names that a probe gives them.
    public var photoFormats: [String]?
    /// Where the figures are from, and when they were read.
    public let source: String

    public init(source: String) { self.source = source }
}
