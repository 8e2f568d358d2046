public import Story

/// Options for the plan of one input.
public struct PlanOptions: Hashable, Sendable, Codable {
    public var preset: Preset
    public var fit: Fit
    public var background: Background?
    public var turn = QuarterTurn.none
    public var flip = Flip.none
    public var framing = Framing()
    /// Seconds from the beginning of the input.
    public var start: Double
    /// Seconds of the output; nil for as much as the input has and the preset allows.
    public var duration: Double?
    /// Whether the rest of a clip that does not fit into one slide becomes further slides.
    public var split: Bool
    /// Where a split clip is divided; nil for as late as possible. See
    /// ``Prober/boundaries(for:input:options:_:threads:cancellation:found:)``.
    public var boundaries: [SlideBoundary]?
    public var motion: Motion
    public var grading: Grading
    /// A factor; 1 leaves the sound as it is, 0 makes the output silent.
    public var volume: Double
    /// Its envelope and fades.
    public var sound = MediaSound()
    /// How many seconds of the input pass in one second of the output, 0.25…60.
    public var speed = 1.0
    /// Size that the file must not exceed, in bytes; nil for the preset's limit alone, which always applies.
    public var maximumBytes: Int64?
    /// Whether the slide becomes a part of a file, whose size is judged as a whole.
    var isPart = false
    /// The loudness of each slide; nil to leave it as it is.
    public var loudness: LoudnessTarget?
    /// Whether speed matters more than looks.
    public var isDraft: Bool

    public init(
        preset: Preset, fit: Fit = .auto, start: Double = 0, duration: Double? = nil,
        split: Bool = false, motion: Motion = .none, grading: Grading = Grading(), volume: Double = 1,
        isDraft: Bool = false
    ) {
        self.preset = preset
        self.fit = fit
        self.start = start
        self.duration = duration
        self.split = split
        self.motion = motion
        self.grading = grading
        self.volume = volume
        self.isDraft = isDraft
    }

    /// The smaller of both limits; nil if neither is set.
    var mostBytes: Int64? { [maximumBytes, preset.maximumBytes].compactMap(\.self).min() }
}
