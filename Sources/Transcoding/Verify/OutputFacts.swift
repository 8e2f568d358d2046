/// The facts about a finished output, found by reading it back.
public struct OutputFacts: Hashable, Sendable, Codable {
    public var bytes: Int64
    /// 64 hexadecimal digits in lower case.
    public var sha256: String
    /// Such as `h264`.
    public var videoCodec: String
    /// Such as `High`.
    public var videoProfile: String
    /// In pixels.
    public var width: Int
    /// In pixels.
    public var height: Int
    /// FFmpeg's name.
    public var pixelFormat: String
    /// FFmpeg's names of primaries, transfer function, matrix and range, such as
    /// `bt709/bt709/bt709/tv`.
    public var color: String
    /// Frames per second; constant.
    public var frameRate: Int
    public var frames: Int
    /// In seconds.
    public var videoDuration: Double
    /// In bit/s, over the whole length.
    public var videoBitRate: Int
    /// Such as `aac`.
    public var audioCodec: String
    /// In Hz.
    public var sampleRate: Int
    public var channels: Int
    /// In seconds.
    public var audioDuration: Double
    /// Number of coded pictures that decode without other pictures.
    public var keyFrames: Int
}
