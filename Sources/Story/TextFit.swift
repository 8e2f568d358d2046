/// What happens to text that is too large for its width or height.
public enum TextFit: String, Hashable, Sendable, CaseIterable {
    /// The text keeps its size; words wider than the line are broken.
    case none
    /// The text shrinks, at most to ``smallestSize``, until it fits the height without broken words.
    case shrink

    /// The smallest size to which text shrinks, as pixels of the em square on a canvas 1080 wide.
    ///
    /// On a phone 68 mm wide, that is 1.8 mm, about the smallest print in newspapers (5 points).
    public static let smallestSize = 28.0
}
