/// The parts of a canvas that a platform's own controls may cover: an inset at each edge, as dated data.
public struct SafeZone: Hashable, Sendable, Codable {
    /// The width of the canvas for which the insets are given, in pixels.
    public static let referenceWidth = 1080
    public static let referenceHeight = 1920

    /// The inset to keep clear at the top, in pixels.
    public let top: Int
    public let bottom: Int
    public let left: Int
    public let right: Int
    /// The source of the figures, and when they were read.
    public let source: String

    public init(top: Int, bottom: Int, left: Int, right: Int, source: String) {
        self.top = top
        self.bottom = bottom
        self.left = left
        self.right = right
        self.source = source
    }
}
