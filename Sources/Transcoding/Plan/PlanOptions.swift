public import Story

/// Options for the plan of one input.
public struct PlanOptions: Hashable, Sendable, Codable {
    public var preset: Preset
    public var fit: Fit
    /// Seconds from the beginning of the input.
    public var start: Double
    /// Seconds of the output; nil for as much as there is and the preset allows.
    public var duration: Double?
    /// Whether what does not fit into one slide goes into further ones.
    public var split: Bool
    /// Where it is divided then; nil for as late as may be. See
    /// ``Prober/boundaries(for:input:options:_:threads:cancellation:found:)``.
    public var boundaries: [SlideBoundary]?
    public var motion: Motion
    public var grading: Grading
    /// A factor, 1 leaves the sound as it is, 0 makes the output silent.
    public var volume: Double
    /// Its envelope and fades.
    public var sound = MediaSound()
    /// How many seconds of the input pass in one of the output, 0.25…60.
    public var speed = 1.0
    /// The largest file that may come out, in bytes; nil for what the preset says, which counts besides.
    public var maximumBytes: Int64?
    /// Whether it becomes a part of a file, whose size is judged as a whole.
    var isPart = false
    /// How loud each slide's sound is made; nil to leave it as it is.
    public var loudness: LoudnessTarget?
    /// Whether it is more important to be fast than to look good.
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
