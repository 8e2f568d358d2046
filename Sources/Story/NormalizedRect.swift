/// A part of a picture, in shares of its width and height. The picture's upper left corner is at 0, 0.
public struct NormalizedRect: Hashable, Sendable, Codable {
    /// The left edge.
    public var x: Double
    /// The top edge.
    public var y: Double
    public var width: Double
    public var height: Double

    public init(x: Double, y: Double, width: Double, height: Double) {
        self.x = x
        self.y = y
        self.width = width
        self.height = height
    }

    /// The whole picture.
    public static let whole = NormalizedRect(x: 0, y: 0, width: 1, height: 1)

    public var maxX: Double { x + width }
    public var maxY: Double { y + height }

    /// The smallest part that holds both.
    package func union(_ other: NormalizedRect) -> NormalizedRect {
        let (left, top) = (min(x, other.x), min(y, other.y))
        return NormalizedRect(
            x: left, y: top, width: max(maxX, other.maxX) - left, height: max(maxY, other.maxY) - top)
    }

    /// A part of this part, in shares of the whole picture.
    ///
    /// - Parameter part: in shares of this part.
    package func absolute(_ part: NormalizedRect) -> NormalizedRect {
        NormalizedRect(
            x: x + part.x * width, y: y + part.y * height, width: part.width * width,
            height: part.height * height)
    }

    /// A part of the picture, in shares of this part. The inverse of ``absolute(_:)``.
    package func relative(_ part: NormalizedRect) -> NormalizedRect {
        NormalizedRect(
            x: (part.x - x) / width, y: (part.y - y) / height, width: part.width / width,
            height: part.height / height)
    }
}
