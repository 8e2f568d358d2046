public import Libav

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
    /// Seconds from the first thing shown to the end of the last; nil where the container does not
    /// say and reading did not tell, and for photos.
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
}

/// One stream of a container.
public struct StreamInfo: Hashable, Sendable, Codable {
    public enum Medium: String, Hashable, Sendable, Codable {
        case video, audio, subtitle, data, attachment
    }

    public var index: Int
    public var medium: Medium
    /// FFmpeg's codec name; nil where it knows none.
    public var codec: String?
    public var profile: String?
    /// Whether this FFmpeg can decode it.
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
    /// In bit/s; nil where the container does not say.
    public var bitRate: Int64?

    public init(
        index: Int, medium: Medium, codec: String? = nil, profile: String? = nil,
        isDecodable: Bool = false, isDefault: Bool = false, isAttachedPicture: Bool = false,
        duration: Double? = nil, startTime: Double? = nil, codedWidth: Int? = nil,
        codedHeight: Int? = nil, sampleRate: Int? = nil, channels: Int? = nil,
        channelLayout: String? = nil, bitRate: Int64? = nil
    ) {
        self.index = index
        self.medium = medium
        self.codec = codec
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

/// How the picture is stored and how it is meant to be seen.
public struct PictureInfo: Hashable, Sendable, Codable {
    public enum HDR: String, Hashable, Sendable, Codable {
        case hlg, pq
    }

    public var codedWidth: Int
    public var codedHeight: Int
    /// The shape of a pixel, width to height.
    public var pixelAspect: Rational
    public var orientation: Orientation
    /// Whether the container has a matrix of zeros, which players take for the identity.
    public var hasDegenerateMatrix: Bool
    /// FFmpeg's pixel format name.
    public var pixelFormat: String?
    /// As signalled; what is unspecified stays so, the plan decides what to assume.
    public var colorimetry: Colorimetry
    public var hdr: HDR?
    /// Such as `8.4`; nil where there is no Dolby Vision configuration.
    public var dolbyVisionProfile: String?
    public var isInterlaced: Bool
    /// Whether the picture has transparent parts, as far as its format tells.
    public var hasAlpha: Bool
    /// Measured from the packets; nil for photos.
    public var cadence: Cadence?
    /// The first edit of the track hides this many seconds of coded pictures; 0 where none.
    public var editListOffset: Double
    public var hasEditList: Bool
    /// Whether the file also holds a map that makes the picture brighter on HDR screens (Ultra HDR,
    /// Apple, ISO 21496-1). The picture itself is SDR and complete without it.
    public var hasGainMap = false
    /// How often an animation runs, 0 for ever; nil for everything else.
    public var loopCount: Int?

    public init(
        codedWidth: Int, codedHeight: Int, pixelAspect: Rational = Rational(1, 1),
        orientation: Orientation = .identity, hasDegenerateMatrix: Bool = false,
        pixelFormat: String? = nil, colorimetry: Colorimetry = Colorimetry(), hdr: HDR? = nil,
        dolbyVisionProfile: String? = nil, isInterlaced: Bool = false, hasAlpha: Bool = false,
        cadence: Cadence? = nil, editListOffset: Double = 0, hasEditList: Bool = false
    ) {
        self.codedWidth = codedWidth
        self.codedHeight = codedHeight
        self.pixelAspect = pixelAspect
        self.orientation = orientation
        self.hasDegenerateMatrix = hasDegenerateMatrix
        self.pixelFormat = pixelFormat
        self.colorimetry = colorimetry
        self.hdr = hdr
        self.dolbyVisionProfile = dolbyVisionProfile
        self.isInterlaced = isInterlaced
        self.hasAlpha = hasAlpha
        self.cadence = cadence
        self.editListOffset = editListOffset
        self.hasEditList = hasEditList
    }

    /// Width of the picture when seen upright with square pixels, in pixels.
    public var displayWidth: Int { displaySize.width }
    /// Height of the picture when seen upright with square pixels, in pixels.
    public var displayHeight: Int { displaySize.height }

    private var displaySize: (width: Int, height: Int) {
        let aspect = pixelAspect.isKnown ? pixelAspect.value : 1
        let width = max(1, Int((Double(codedWidth) * aspect).rounded()))
        return orientation.swapsAxes ? (codedHeight, width) : (width, codedHeight)
    }
}

/// How pictures follow each other, measured from presentation times and never from the header's
/// frame rate, which phones fill with anything from 0 to 90000.
public struct Cadence: Hashable, Sendable, Codable {
    /// Pictures shown.
    public var frames: Int
    /// Frames per second over the whole.
    public var averageRate: Double
    /// Smallest, median and largest distance between two pictures, in seconds.
    public var minimumInterval: Double
    public var medianInterval: Double
    public var maximumInterval: Double
    /// More than 2 % of the distances differ from the median by more than 10 % and 2 ms.
    public var isVariable: Bool
    /// False where only the beginning of a long file was read.
    public var isComplete: Bool

    public init(
        frames: Int, averageRate: Double, minimumInterval: Double, medianInterval: Double,
        maximumInterval: Double, isVariable: Bool, isComplete: Bool
    ) {
        self.frames = frames
        self.averageRate = averageRate
        self.minimumInterval = minimumInterval
        self.medianInterval = medianInterval
        self.maximumInterval = maximumInterval
        self.isVariable = isVariable
        self.isComplete = isComplete
    }
}

/// A clip that was recorded to be seen slower than its time stamps say.
public struct SlowMotion: Hashable, Sendable, Codable {
    /// A stretch of the recording and how much slower it is meant to run.
    public struct Segment: Hashable, Sendable, Codable {
        /// In seconds from the start.
        public var start: Double
        public var end: Double
        /// 2 means half speed.
        public var divisor: Int

        public init(start: Double, end: Double, divisor: Int) {
            self.start = start
            self.end = end
            self.divisor = divisor
        }
    }

    /// Frames per second at which the camera took them, where the file says so.
    public var captureRate: Double?
    /// Samsung's speed segments; empty for Android's plain tag.
    public var segments: [Segment]

    public init(captureRate: Double? = nil, segments: [Segment] = []) {
        self.captureRate = captureRate
        self.segments = segments
    }
}

/// The moving part that belongs to a photo.
public struct MotionPart: Hashable, Sendable, Codable {
    public enum Kind: String, Hashable, Sendable, Codable {
        /// An MP4 behind the JPEG or HEIC data of the same file (Android).
        case motionPhoto
        /// A `.mov` with the same name and content identifier (Apple).
        case livePhoto
    }

    public var kind: Kind
    /// Where the MP4 starts in the photo's file, in bytes; nil for a Live Photo.
    public var offset: Int64?
    /// The other file's name, beside the photo; nil for a motion photo.
    public var fileName: String?

    public init(kind: Kind, offset: Int64? = nil, fileName: String? = nil) {
        self.kind = kind
        self.offset = offset
        self.fileName = fileName
    }
}
