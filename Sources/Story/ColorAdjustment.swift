/// What the sliders of an editor change, each from -1 to 1, where 0 changes nothing.
///
/// They act in the order in which they stand here, on R'G'B' of a BT.709 display in 0…1; what leaves
/// that range is cut off. "Luma" is BT.709's Y'.
public struct ColorAdjustment: Hashable, Sendable, Codable {
    /// Light is doubled for each half: 1 is two stops brighter.
    public var exposure: Double = 0
    /// Warmer above 0, cooler below: 1 raises red by a fifth and lowers blue by as much, luma kept.
    public var temperature: Double = 0
    /// Towards magenta above 0, green below: 1 lowers green by a fifth, luma kept.
    public var tint: Double = 0
    /// Brighter mid-tones between a black and a white that stay: 1 raises the middle by 0.225.
    public var brightness: Double = 0
    /// Brighter or darker light tones: up to 0.14 at two thirds of the range; black and white stay.
    public var highlights: Double = 0
    /// Brighter or darker dark tones: up to 0.14 at a third of the range; black and white stay.
    public var shadows: Double = 0
    /// The distance from the middle times 1 + c: -1 is plain grey, 1 doubles it.
    public var contrast: Double = 0
    /// The distance from grey times 1 + s: -1 is black and white, 1 doubles it.
    public var saturation: Double = 0
    /// Colours go round the circle: 1 and -1 are half a turn.
    public var hue: Double = 0
    /// Black is lifted to a fifth of white, as on a matte print; from 0 to 1.
    public var fade: Double = 0

    public init() {}
}
