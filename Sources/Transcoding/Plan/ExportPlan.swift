public import Libav
public import Probing
public import Story

/// Everything that will be done to turn one input into one slide, or several into one joined file.
///
/// A plan is computed from a ``MediaInfo`` without I/O; it can be printed, compared and stored, and
/// the stages do what it says and nothing else.
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
    /// Why the next slide of the same clip begins where this one ends; nil if no slide follows, and where the
    /// clip was divided as late as may be.
    public var ending: SlideBoundary.Reason?
    /// What is done otherwise than asked or expected, in sentences.
    public var substitutions: [String]
    /// The slides that the file is joined of; nil for a file of one. Where there are any, `input`, `kind` and
    /// `video` are those of the first, and `audio` is what is laid over all of them.
    public var segments: [SegmentPlan]?

    /// What the output lasts, in seconds.
    public var duration: Double { Double(frameCount) / Double(frameRate) }
}

/// What happens to the picture.
public struct VideoPlan: Hashable, Sendable, Codable {
    /// The stream to decode; nil for photos and animations, which `Pictures` reads.
    public var stream: Int?
    /// The first moment shown, in seconds on the container's clock.
    public var start: Double
    /// Whether to go there without reading what lies before.
    public var seeks: Bool
    /// Whether to begin again at the end (animations shorter than the slide).
    public var loops: Bool
    public var deinterlaces: Bool
    /// The stored picture's size as it was probed, in pixels.
    public var codedWidth: Int
    public var codedHeight: Int
    public var orientation: Orientation
    public var pixelAspect: Rational
    /// `cover`, `contain` or `blur`; `auto` has been decided.
    public var fit: Fit
    /// Where the picture lands, for frames of the size that was probed.
    public var presentation: Presentation
    /// What the source's samples mean, with every gap filled by a rule.
    public var colorimetry: Colorimetry
    public var color: ColorConversion
    /// What happens to the colours and the picture besides.
    public var grading: Grading
    public var motion: Motion
    /// How many seconds of the source pass in one of the output.
    public var speed: Double
    /// How long before its time a source frame may be shown, in output frames; see
    /// ``FramePicker``.
    public var pickingLead: Double
}

/// What the colours need.
public enum ColorConversion: String, Hashable, Sendable, Codable {
    /// They are BT.709 in limited range already; they stay as they are unless they are graded.
    case none
    /// Another matrix, range, gamut or RGB.
    case standard
    /// High dynamic range is mapped to standard.
    case toneMapped
}

/// What happens to the sound.
public struct AudioPlan: Hashable, Sendable, Codable {
    /// The stream to decode; nil for a silent track.
    public var stream: Int?
    /// The first moment heard, in seconds on the container's clock; the same as the picture's.
    public var start: Double
    /// FFmpeg's name of the source's channel layout where it is mixed down to stereo.
    public var downmixedFrom: String?
    /// A factor, 1 leaves the sound as it is.
    public var volume: Double
    /// How the volume runs on top of that, on the clip's clock in the output: a clip that is split into
    /// slides has one.
    public var shape: VolumeEnvelope
    /// What is laid over the clip's own sound.
    public var tracks: [TrackPlan] = []
    /// How loud all of it is made; nil to leave it as it is.
    public var loudness: LoudnessTarget?

    /// Whether the sum may be louder than full scale.
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
    /// Frames from one closed group of pictures to the next.
    public var groupOfPictures: Int
    /// In bit/s, over one second.
    public var maximumVideoBitRate: Int
    /// In bit/s.
    public var audioBitRate: Int
    /// In Hz.
    public var sampleRate: Int
    /// The largest file that may come out, in bytes; nil where any will do.
    public var maximumBytes: Int64?
    /// The picture's average rate, in bit/s, in a file of ``maximumBytes``: that of a second pass, which is made
    /// where the constant rate factor alone makes the file larger. Nil where it cannot.
    public var expectedVideoBitRate: Int?
}
