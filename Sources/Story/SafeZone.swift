/// What of a canvas a platform's own controls may cover, as dated data.
public struct SafeZone: Hashable, Sendable, Codable {
    /// The canvas on which the insets are as they are written, in pixels.
    public static let referenceWidth = 1080
    public static let referenceHeight = 1920

    /// What to keep clear at the upper edge, in pixels.
    public let top: Int
    public let bottom: Int
    public let left: Int
    public let right: Int
    /// Where the figures are from, and when they were read.
    public let source: String

    public init(top: Int, bottom: Int, left: Int, right: Int, source: String) {
        self.top = top
        self.bottom = bottom
        self.left = left
        self.right = right
        self.source = source
    }
}
