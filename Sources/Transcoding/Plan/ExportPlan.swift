public import Libav
public import Probing
public import Story

/// Everything that will be done to turn one input into one slide, or several into one joined file.
///
/// A plan is computed from a ``MediaInfo`` without I/O. It can be printed, compared and stored. The stages do what it
/// says and nothing else.
public struct ExportPlan: Hashable, Sendable, Codable {
    /// The input, as the user named it.
    public var input: String
    public var kind: MediaInfo.Kind
    /// Counted from 1.
    public var slide: Int
    public var slideCount: Int
    /// The preset's name.
    public var preset: String
    /// Size of the output, in pixels.
    public var canvasWidth: Int
    public var canvasHeight: Int
    /// Frames per second of the output; constant.
    public var frameRate: Int
    /// How many frames the output has.
    public var frameCount: Int
    public var video: VideoPlan
    public var audio: AudioPlan
    public var encoding: EncodingPlan
    /// Why the next slide of the same clip begins where this one ends. Nil if no slide follows, or if the clip was
    /// divided as late as possible.
    public var ending: SlideBoundary.Reason?
    /// What will be done otherwise than asked or expected, in sentences.
    public var substitutions: [String]
    /// The slides that are joined into the file; nil for a file of one slide. For a joined file, `input`, `kind` and
    /// `video` are those of the first slide, and `audio` lies over all of them.
    public var segments: [SegmentPlan]?

    /// Length of the output, in seconds.
    public var duration: Double { Double(frameCount) / Double(frameRate) }
}

/// How the picture is made.
public struct VideoPlan: Hashable, Sendable, Codable {
    /// The stream to decode; nil for photos and animations, which `Pictures` reads.
    public var stream: Int?
    /// The first moment shown, in seconds on the container's clock.
    public var start: Double
    /// Whether to seek there instead of reading everything before it.
    public var seeks: Bool
    /// Whether to start over at the end (animations shorter than the slide).
    public var loops: Bool
    public var deinterlaces: Bool
    /// Size of the stored picture when it was probed, in pixels.
    public var codedWidth: Int
    public var codedHeight: Int
    /// How the stored picture is turned: to be upright, and then as the story says.
    public var orientation: Orientation
    public var pixelAspect: Rational
    /// `cover`, `contain` or `blur`; never `auto`, which planning has resolved.
    public var fit: Fit
    /// What lies behind the picture; nil for what ``fit`` says.
    public var background: Background?
    /// Whether the background is seen through transparent parts of the picture; nil if there are none.
    public var isTransparent: Bool?
    /// Which part of the picture is shown; nil for all of it.
    public var framing: Framing?
    /// Where the picture lies, for frames of the probed size. If the framing moves: at the beginning.
    public var presentation: Presentation
    /// The colorimetry of the source's samples; a rule has filled every gap.
    public var colorimetry: Colorimetry
    public var color: ColorConversion
    /// Further changes to the colours and the picture.
    public var grading: Grading
    public var motion: Motion
    /// How many seconds of the source pass in one second of the output.
    public var speed: Double
    /// How long before its time a source frame may be shown, in output frames; see ``FramePicker``.
    public var pickingLead: Double

    /// Whether each output frame is a new picture, because a camera or the background moves.
    var changesEveryFrame: Bool {
        motion.move != nil || (framing?.moves ?? false) || (showsBackground && (background?.moves ?? false))
    }

    /// Whether anything of a background is seen.
    public var showsBackground: Bool {
        presentation.background != .none || (background != nil && (isTransparent ?? false))
    }
}

/// The conversion that the colours need.
public enum ColorConversion: String, Hashable, Sendable, Codable {
    /// The source is BT.709 in limited range already; only grading changes it.
    case none
    /// The source has another matrix, range or gamut, or is RGB.
    case standard
    /// High dynamic range is mapped to standard.
    case toneMapped
}

/// How the sound is made.
public struct AudioPlan: Hashable, Sendable, Codable {
    /// The stream to decode; nil for a silent track.
    public var stream: Int?
    /// The first moment heard, in seconds on the container's clock; the same as the picture's.
    public var start: Double
    /// FFmpeg's name of the source's channel layout if it is mixed down to stereo.
    public var downmixedFrom: String?
    /// A factor; 1 leaves the sound as it is.
    public var volume: Double
    /// How the volume changes over time on top of that, on the clip's clock in the output. All slides of a split clip
    /// share one curve.
    public var shape: VolumeEnvelope
    /// What is laid over the clip's own sound.
    public var tracks: [TrackPlan] = []
    /// The loudness of the whole mix; nil to leave it as it is.
    public var loudness: LoudnessTarget?

    /// Whether the sum of all sounds may be louder than full scale.
    var mayOverflow: Bool {
        volume > 1 || shape.envelope.contains { $0.value > 1 } || !tracks.isEmpty || loudness != nil
    }
}

/// How the output is coded.
public struct EncodingPlan: Hashable, Sendable, Codable {
    /// x264's preset.
    public var preset: String
    /// x264's constant rate factor.
    public var constantRateFactor: Double
    /// Number of frames from one closed group of pictures to the next.
    public var groupOfPictures: Int
    /// In bit/s, over one second.
    public var maximumVideoBitRate: Int
    /// In bit/s.
    public var audioBitRate: Int
    /// In Hz.
    public var sampleRate: Int
    /// Size that the file must not exceed, in bytes; nil for any size.
    public var maximumBytes: Int64?
    /// The picture's average rate in a file of ``maximumBytes``, in bit/s. A second pass uses it if the constant rate
    /// factor alone makes the file larger. Nil if that cannot happen.
    public var expectedVideoBitRate: Int?
}
