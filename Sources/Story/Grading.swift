/// All that is done to a slide's colours and to its picture, before overlays are drawn over it.
///
/// In this order: the adjustment, the table, the looks one after the other, then the effects.
public struct Grading: Hashable, Sendable, Codable {
    public var adjustment = ColorAdjustment()
    public var table: LookupTable?
    /// The first is applied first.
    public var looks: [AppliedLook] = []
    public var effects = PictureEffects()

    public init() {}
}
