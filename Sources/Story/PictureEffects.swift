/// What happens to a picture beside its colours, each from 0, which changes nothing, to 1.
public struct PictureEffects: Hashable, Sendable, Codable {
    /// The whole picture out of focus: the standard deviation of the blur is this share of a 27th of
    /// the canvas's width, 40 pixels of 1080.
    public var blur: Double = 0
    /// Darker towards the corners, which keep a tenth of their brightness at 1.
    public var vignette: Double = 0
    /// Grain as of film, strongest in mid-tones; new in every picture of a clip, at rest in a photo.
    public var grain: Double = 0

    public init() {}
}
