/// Effects on a picture that do not grade its colours. Each goes from 0, no effect, to 1.
public struct PictureEffects: Hashable, Sendable, Codable {
    /// Blurs the whole picture. The standard deviation is this share of 1/27 of the canvas's width: 40 pixels at 1080.
    public var blur: Double = 0
    /// Darkens the picture towards the corners, which at 1 keep a tenth of their brightness.
    public var vignette: Double = 0
    /// Film grain, strongest in mid-tones. It changes with every frame of a clip and stands still in a photo.
    public var grain: Double = 0

    public init() {}
}
