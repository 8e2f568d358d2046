/// All changes to a slide's colours and picture, made before overlays are drawn.
///
/// The order is: the adjustment, the table, the looks one after the other, then the effects.
public struct Grading: Hashable, Sendable, Codable {
    public var adjustment = ColorAdjustment()
    public var table: LookupTable?
    /// The first look is applied first.
    public var looks: [AppliedLook] = []
    public var effects = PictureEffects()

    public init() {}
}
