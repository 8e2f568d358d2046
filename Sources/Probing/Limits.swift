public import Pictures

/// How large a file's media may be, and how much may be spent on processing them.
///
/// Headers are checked before a decoder sees the file, because 44 bytes can ask for gigabytes. Each limit is the
/// largest value that a phone or camera of today writes, or one beyond which no story would gain.
public struct Limits: Hashable, Sendable {
    /// Limits of files, whatever they contain.
    public var input = InputLimits()
    /// Limits of photos and animations.
    public var pictures = PictureLimits.default
    /// Pixels of one picture of a video: 8192×4320, cinema 8K.
    public var videoPixels = 8192 * 4320
    /// Width or height of a video, in pixels: what H.264 and HEVC allow at their highest levels.
    public var videoSide = 8192
    /// Frames per second of a video; phones record slow motion at up to 240.
    public var frameRate = 240.0
    /// Seconds of a video or sound.
    public var seconds = 4.0 * 3600
    /// Streams of a container.
    public var streams = 32
    /// Samples (pictures or packets of sound) of one track: 4 h at 240 frames per second are 3.5
    /// million, and FFmpeg keeps 24 bytes of each in memory.
    public var samplesPerTrack = 4_000_000
    /// Samples that the edit list of one track can show, counted as if each edit showed the whole track. FFmpeg
    /// rebuilds its index for every edit, so a list that loops takes memory for each round. An hour at 60 frames per
    /// second may have 74 edits.
    public var editedSamples = 16_000_000
    /// Sample descriptions of one track (`stsd`). Cameras write one; videos joined without re-encoding have one for
    /// each part. FFmpeg keeps a decoder's header for each.
    public var sampleDescriptions = 64
    /// Bytes of a movie header (`moov`): 4 million samples take at most 20 bytes each, most take 5.
    public var movieHeaderBytes: Int64 = 64 << 20
    /// Boxes visited in one file: a fragment of a second has a dozen, so 4 h have 170,000.
    public var boxes = 200_000
    /// Bytes of one piece of metadata that is read whole (EXIF, XMP). JPEG allows 64 KiB, HEIF any size.
    public var metadataBytes = 1 << 20

    /// Limits of the worker process that reads the file.
    public var work = WorkLimits()

    /// The limits described above.
    public init() {}
}
