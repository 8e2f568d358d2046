/// What a file turned out to be.
///
/// Everything the plan needs is here, so that a plan can be made without opening the file again.
public struct MediaInfo: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable {
        /// Pictures that follow each other, with or without sound.
        case video
        /// One picture.
        case photo
        /// An animated GIF, PNG or WebP: moving, with its own timing, without sound.
        case animation
        /// Sound without a picture (cover art does not count).
        case audio
    }

    public var kind: Kind
    /// The container's name, as FFmpeg's demuxers are called (`mov,mp4,m4a,3gp,3g2,mj2`), or the
    /// picture format's (`jpeg`, `png`, `apng`, `gif`, `webp`, `heif`, `avif`).
    public var container: String
    public var bytes: Int64
    /// Seconds from the first thing shown or heard to the end of the last, as the container says; nil where it
    /// does not and reading did not tell, and for photos. ``shownDuration`` is what a story can use.
    public var duration: Double?
    /// Where the container's clock starts, in seconds.
    public var startTime: Double
    public var streams: [StreamInfo]
    /// Index in ``streams`` of *the* video; nil for audio.
    public var video: Int?
    /// Why that one, in words.
    public var videoReason: String
    /// Index in ``streams`` of the sound that is used; nil where none can be decoded.
    public var audio: Int?
    /// The picture's facts, for every kind but audio.
    public var picture: PictureInfo?
    public var slowMotion: SlowMotion?
    /// The moving part of a motion photo or a Live Photo.
    public var motionPart: MotionPart?
    /// What is odd but does no harm, in sentences.
    public var warnings: [String]

    public init(
        kind: Kind, container: String, bytes: Int64, duration: Double? = nil, startTime: Double = 0,
        streams: [StreamInfo] = [], video: Int? = nil, videoReason: String = "", audio: Int? = nil,
        picture: PictureInfo? = nil, slowMotion: SlowMotion? = nil, motionPart: MotionPart? = nil,
        warnings: [String] = []
    ) {
        self.kind = kind
        self.container = container
        self.bytes = bytes
        self.duration = duration
        self.startTime = startTime
        self.streams = streams
        self.video = video
        self.videoReason = videoReason
        self.audio = audio
        self.picture = picture
        self.slowMotion = slowMotion
        self.motionPart = motionPart
        self.warnings = warnings
    }

    /// Where a story may begin, in seconds on the container's clock: with the first picture, or in a file without
    /// pictures with the sound.
    public var shownStart: Double { picture?.start ?? startTime }

    /// How long a story may last, in seconds from there: until the last picture ends, or in a file without
    /// pictures the sound; nil for photos and where it is not known.
    public var shownDuration: Double? { picture?.duration ?? duration }
}
