/// The result of probing a file.
///
/// Holds everything that planning needs, without opening the file again.
public struct MediaInfo: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable {
        /// Moving pictures, with or without sound.
        case video
        /// One picture.
        case photo
        /// An animated GIF, PNG or WebP. It has its own timing and no sound.
        case animation
        /// Sound without a picture (cover art does not count).
        case audio
        /// No media at all: the slide shows only its background.
        case background
    }

    public var kind: Kind
    /// The name of FFmpeg's demuxer (`mov,mp4,m4a,3gp,3g2,mj2`) or of the picture format (`jpeg`, `png`, `apng`, `gif`,
    /// `webp`, `heif`, `avif`).
    public var container: String
    public var bytes: Int64
    /// Seconds from the first thing shown or heard to the end of the last, as the container says; nil for photos, and
    /// if neither the container nor its packets tell. A story can use ``shownDuration``.
    public var duration: Double?
    /// The first time on the container's clock, in seconds.
    public var startTime: Double
    public var streams: [StreamInfo]
    /// Index in ``streams`` of *the* video; nil for audio.
    public var video: Int?
    /// Why this video was chosen, in words.
    public var videoReason: String
    /// Index in ``streams`` of the sound that is used; nil if no sound can be decoded.
    public var audio: Int?
    /// The picture's properties, for every kind but audio.
    public var picture: PictureInfo?
    public var slowMotion: SlowMotion?
    /// The moving part of a motion photo or a Live Photo.
    public var motionPart: MotionPart?
    /// Harmless oddities, one sentence each.
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

    /// Where a story may begin, in seconds on the container's clock: at the first picture, or at the start of the sound
    /// if there are no pictures.
    public var shownStart: Double { picture?.start ?? startTime }

    /// How long a story may last, in seconds from ``shownStart``: until the last picture ends, or the sound if there
    /// are no pictures; nil for photos and if unknown.
    public var shownDuration: Double? { picture?.duration ?? duration }
}
