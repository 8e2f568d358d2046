/// What a platform accepts, as dated data.
public struct Preset: Hashable, Sendable, Codable {
    /// The name for `--preset`.
    public let name: String
    /// Canvas width in pixels, even.
    public let width: Int
    /// Canvas height in pixels, even.
    public let height: Int
    /// Frames per second; constant.
    public let frameRate: Int
    /// The longest slide, in seconds.
    public let maximumSeconds: Double
    /// A photo's default duration, in seconds.
    public let photoSeconds: Double
    /// The length of a closed group of pictures, in seconds.
    public let groupOfPicturesSeconds: Double
    /// The maximum bit rate of the video over one second, in bit/s.
    public let maximumVideoBitRate: Int
    /// The sound's bit rate, in bit/s.
    public let audioBitRate: Int
    /// The largest file that the platform accepts, in bytes; nil if unknown.
    public let maximumBytes: Int64?
    /// What the platform's own controls may cover; nil if unknown.
    public let safeZone: SafeZone?
    /// The requirements to check a file from any source against.
    public let requirements: Requirements
    /// The source of the figures, and when they were read.
    public let source: String

    public init(
        name: String, width: Int, height: Int, frameRate: Int, maximumSeconds: Double,
        photoSeconds: Double = 5, groupOfPicturesSeconds: Double = 2,
        maximumVideoBitRate: Int = 25_000_000, audioBitRate: Int = 128_000,
        maximumBytes: Int64? = nil, safeZone: SafeZone? = nil, requirements: Requirements? = nil,
        source: String
    ) {
        self.name = name
        self.width = width
        self.height = height
        self.frameRate = frameRate
        self.maximumSeconds = maximumSeconds
        self.photoSeconds = photoSeconds
        self.groupOfPicturesSeconds = groupOfPicturesSeconds
        self.maximumVideoBitRate = maximumVideoBitRate
        self.audioBitRate = audioBitRate
        self.maximumBytes = maximumBytes
        self.safeZone = safeZone
        self.requirements = requirements ?? Requirements(source: source)
        self.source = source
    }
}

extension Preset {
    /// The preset at half the size, for a preview of a story before it is made in full. No platform gets the result, so
    /// its file size is not limited.
    public var draft: Preset {
        Preset(
            name: name, width: (width / 2 + 1) & ~1, height: (height / 2 + 1) & ~1, frameRate: frameRate,
            maximumSeconds: maximumSeconds, photoSeconds: photoSeconds,
            groupOfPicturesSeconds: groupOfPicturesSeconds, maximumVideoBitRate: maximumVideoBitRate,
            audioBitRate: audioBitRate, safeZone: safeZone,
            requirements: requirements, source: source)
    }
}
