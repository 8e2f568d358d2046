/// An editor's colour sliders, each from -1 to 1; 0 changes nothing.
///
/// They are applied in the order of declaration, to R'G'B' in 0…1 on a BT.709 display; values that leave the range are
/// clipped. "Luma" is BT.709's Y'.
public struct ColorAdjustment: Hashable, Sendable, Codable {
    /// Doubles the light for each 0.5: 1 is two stops brighter.
    public var exposure: Double = 0
    /// Warmer above 0, cooler below: 1 raises red by a fifth and lowers blue by as much; luma is kept.
    public var temperature: Double = 0
    /// Towards magenta above 0, green below: 1 lowers green by a fifth; luma is kept.
    public var tint: Double = 0
    /// Brightens the mid-tones and keeps black and white: 1 raises the middle by 0.225.
    public var brightness: Double = 0
    /// Brightens or darkens the light tones, by up to 0.14 at two thirds of the range; black and white stay.
    public var highlights: Double = 0
    /// Brightens or darkens the dark tones, by up to 0.14 at a third of the range; black and white stay.
    public var shadows: Double = 0
    /// Multiplies the distance from the middle by 1 + c: -1 is plain grey, 1 doubles the contrast.
    public var contrast: Double = 0
    /// Multiplies the distance from grey by 1 + s: -1 is black and white, 1 doubles the saturation.
    public var saturation: Double = 0
    /// Rotates colours around the colour wheel: 1 and -1 are half a turn.
    public var hue: Double = 0
    /// Lifts black, as on a matte print, by up to a fifth of white; from 0 to 1.
    public var fade: Double = 0

    public init() {}
}
