/// A platform's published requirements for videos and photos, as dated facts; nil where the platform says nothing.
///
/// A ``Preset`` says what to make; this says what to check in a file from any source.
public struct Requirements: Hashable, Sendable, Codable {
    /// The duration of a video, in seconds.
    public var seconds: ClosedRange<Double>?
    /// The largest file, in bytes.
    public var bytes: Int64?
    /// Frames per second.
    public var frameRates: ClosedRange<Double>?
    /// Whether the frame rate must be constant.
    public var wantsConstantFrameRate = false
    /// FFmpeg's names of the accepted video codecs.
    public var videoCodecs: [String]?
    /// FFmpeg's names of the accepted audio codecs.
    public var audioCodecs: [String]?
    /// The minimum width of a picture, in pixels.
    public var leastWidth: Int?
    /// The minimum height of a picture, in pixels.
    public var leastHeight: Int?
    /// The maximum width of a picture, in pixels.
    public var mostWidth: Int?
    /// The aspect ratio, width to height.
    public var aspects: ClosedRange<Double>?
    /// The distance between key frames, in seconds.
    public var keyFrameSeconds: ClosedRange<Double>?
    /// The maximum bit rate of the video over any second, in bit/s.
    public var videoBitRate: Int?
    /// The sample rate of the audio, in Hz.
    public var sampleRate: Int?
    public var channels: Int?
    /// Whether the container must have no edit lists and must have its index before the media.
    public var wantsPlainContainer = false
    /// The largest photo, in bytes.
    public var photoBytes: Int64?
    /// The accepted photo formats, by the names that a probe gives them.
    public var photoFormats: [String]?
    /// The source of the figures, and when they were read.
    public let source: String

    public init(source: String) { self.source = source }
}
