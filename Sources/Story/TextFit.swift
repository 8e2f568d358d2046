/// What happens to a text that is too large for its width or height.
public enum TextFit: String, Hashable, Sendable, CaseIterable {
    /// It keeps its size: words that are wider than the width are broken.
    case none
    /// It becomes smaller, as far as ``smallestSize``, until no word is broken and the height suffices.
    case shrink

    /// Pixels of the em square on a canvas 1080 wide below which text does not shrink.
    ///
    /// On a phone 68 mm wide, that is 1.8 mm, about what newspapers' smallest print is (5 points).
    public static let smallestSize = 28.0
}
