/// What a platform takes, as dated data.
public struct Preset: Hashable, Sendable, Codable {
    /// The name by which `--preset` finds it.
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
    /// Seconds from one closed group of pictures to the next.
    public let groupOfPicturesSeconds: Double
    /// The ceiling of the video's bit rate, in bit/s, over one second.
    public let maximumVideoBitRate: Int
    /// The sound's bit rate, in bit/s.
    public let audioBitRate: Int
    /// The largest file that the platform takes, in bytes; nil if unknown.
    public let maximumBytes: Int64?
    /// What the platform's own controls may cover; nil if unknown.
    public let safeZone: SafeZone?
    /// What a file from anywhere is held against.
    public let requirements: Requirements
    /// Where the figures are from, and when they were read.
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
    /// The same at half the size, for a look at a story before it is made in full. No platform gets it, so
    /// there is no limit of bytes.
    public var draft: Preset {
        Preset(
            name: name, width: (width / 2 + 1) & ~1, height: (height / 2 + 1) & ~1, frameRate: frameRate,
            maximumSeconds: maximumSeconds, photoSeconds: photoSeconds,
            groupOfPicturesSeconds: groupOfPicturesSeconds, maximumVideoBitRate: maximumVideoBitRate,
            audioBitRate: audioBitRate, safeZone: safeZone,
            requirements: requirements, source: source)
    }
}
