/// One item of a story: a clip, a photo or a background, and what is drawn over it.
public struct Slide: Hashable, Sendable {
    public var media: SlideMedia
    /// What lies behind the media; nil for what ``SlideMedia/fit`` says.
    public var background: Background?
    /// In stacking order, later ones on top.
    public var overlays: [Overlay]
    /// Music under the slide.
    public var sound: [AudioTrack] = []
    /// A voice over the slide; all other sound is lowered while it speaks.
    public var voice: AudioTrack?
    /// The transition from the slide before, in a joined story; nil for a cut.
    public var transition: SlideTransition?

    public init(media: SlideMedia = SlideMedia(), overlays: [Overlay] = []) {
        self.media = media
        self.overlays = overlays
    }

    /// Whether the slide names no media and shows only its background. The first slide's media may be named elsewhere.
    package var isWithoutMedia: Bool { media.src == nil && background != nil }
}

/// A slide's clip or photo, which part of it is shown, and how.
public struct SlideMedia: Hashable, Sendable {
    /// The file; nil if the command line names the first slide's, or if the slide shows only its background.
    public var src: String?
    /// Where the slide begins in the clip, in seconds.
    public var start: Double
    /// The slide's duration in the output, in seconds; nil for as long as the clip and the preset allow.
    public var duration: Double?
    public var fit: Fit
    public var turn = QuarterTurn.none
    public var flip = Flip.none
    public var framing = Framing()
    /// The gain of the clip's sound, as a factor, 0…4.
    public var volume: Double
    public var motion: Motion
    public var grading: Grading
    public var sound = MediaSound()
    /// Seconds of the clip per second of the slide, 0.25…60. The pitch is kept.
    public var speed = 1.0

    public init(
        src: String? = nil, start: Double = 0, duration: Double? = nil, fit: Fit = .auto,
        volume: Double = 1, motion: Motion = .none, grading: Grading = Grading()
    ) {
        self.src = src
        self.start = start
        self.duration = duration
        self.fit = fit
        self.volume = volume
        self.motion = motion
        self.grading = grading
    }
}
