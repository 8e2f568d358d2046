/// What becomes of a clip's own sound, beside its volume.
public struct MediaSound: Hashable, Sendable, Codable {
    /// Whether it is left out.
    public var mute: Bool
    /// By what it is multiplied beside its volume, in the order of their times, which are seconds from the
    /// slide's first moment; empty for nothing.
    public var volumeEnvelope: [VolumePoint]
    /// In seconds from the slide's first moment.
    public var fadeIn: Double
    /// In seconds up to the slide's end.
    public var fadeOut: Double

    public init(
        mute: Bool = false, volumeEnvelope: [VolumePoint] = [], fadeIn: Double = 0, fadeOut: Double = 0
    ) {
        self.mute = mute
        self.volumeEnvelope = volumeEnvelope
        self.fadeIn = fadeIn
        self.fadeOut = fadeOut
    }
}
