/// Changes to a clip's own sound, apart from its volume.
public struct MediaSound: Hashable, Sendable, Codable {
    /// Whether the sound is left out.
    public var mute: Bool
    /// Gain over time, on top of the volume, in ascending order of time; times are seconds from the slide's start.
    /// Empty for no change.
    public var volumeEnvelope: [VolumePoint]
    /// The length of the fade-in, in seconds from the slide's start.
    public var fadeIn: Double
    /// The length of the fade-out, in seconds up to the slide's end.
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
