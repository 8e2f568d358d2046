/// One stream of a container.
public struct StreamInfo: Hashable, Sendable, Codable {
    public enum Medium: String, Hashable, Sendable, Codable {
        case video, audio, subtitle, data, attachment
    }

    public var index: Int
    public var medium: Medium
    /// FFmpeg's codec name; nil if FFmpeg does not know the codec.
    public var codec: String?
    /// The container's own code for the codec, such as `hvc1`, or Matroska's name for a codec that FFmpeg does not
    /// know, such as `V_AVS3`; nil if it is not printable.
    public var tag: String?
    public var profile: String?
    /// Whether this build of FFmpeg can decode the stream, as far as was tried.
    public var isDecodable: Bool
    public var isDefault: Bool
    /// Cover art.
    public var isAttachedPicture: Bool
    public var duration: Double?
    public var startTime: Double?
    public var codedWidth: Int?
    public var codedHeight: Int?
    public var sampleRate: Int?
    public var channels: Int?
    /// FFmpeg's name, such as `5.1`.
    public var channelLayout: String?
    /// In bit/s; nil if the container does not say.
    public var bitRate: Int64?

    public init(
        index: Int, medium: Medium, codec: String? = nil, tag: String? = nil, profile: String? = nil,
        isDecodable: Bool = false, isDefault: Bool = false, isAttachedPicture: Bool = false,
        duration: Double? = nil, startTime: Double? = nil, codedWidth: Int? = nil,
        codedHeight: Int? = nil, sampleRate: Int? = nil, channels: Int? = nil,
        channelLayout: String? = nil, bitRate: Int64? = nil
    ) {
        self.index = index
        self.medium = medium
        self.codec = codec
        self.tag = tag
        self.profile = profile
        self.isDecodable = isDecodable
        self.isDefault = isDefault
        self.isAttachedPicture = isAttachedPicture
        self.duration = duration
        self.startTime = startTime
        self.codedWidth = codedWidth
        self.codedHeight = codedHeight
        self.sampleRate = sampleRate
        self.channels = channels
        self.channelLayout = channelLayout
        self.bitRate = bitRate
    }
}
