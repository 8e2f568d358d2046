/// One item of a story: a clip or a photo, and what is drawn over it.
public struct Slide: Hashable, Sendable {
    public var media: SlideMedia
    /// In stacking order, later ones on top.
    public var overlays: [Overlay]
    /// Music under the slide.
    public var sound: [AudioTrack] = []
    /// A voice over the slide, for which everything else steps back.
    public var voice: AudioTrack?
    /// How it takes over from the slide before, in a joined story; nil for a cut.
    public var transition: SlideTransition?

    public init(media: SlideMedia = SlideMedia(), overlays: [Overlay] = []) {
        self.media = media
        self.overlays = overlays
    }
}

/// The clip or photo of a slide, and how much of it is shown how.
public struct SlideMedia: Hashable, Sendable {
    /// The file; nil where the first slide's is named on the command line.
    public var src: String?
    /// Where in the clip the slide begins, in seconds.
    public var start: Double
    /// How long the slide lasts, in seconds of the output; nil for as long as the clip and the preset allow.
    public var duration: Double?
    public var fit: Fit
    /// The factor by which the clip's sound is multiplied, 0…4.
    public var volume: Double
    public var motion: Motion
    public var grading: Grading
    public var sound = MediaSound()
    /// How many seconds of the clip pass in one of the slide, 0.25…60; the pitch is kept.
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
