/// A rectangle of whole pixels.
struct PixelArea: Hashable, Sendable {
    let minX: Int
    let minY: Int
    let width: Int
    let height: Int

    init(x: Int, y: Int, width: Int, height: Int) {
        minX = x
        minY = y
        self.width = max(0, width)
        self.height = max(0, height)
    }

    var maxX: Int { minX + width }
    var maxY: Int { minY + height }

    /// The area with a margin on every side.
    func expanded(by margin: Int) -> PixelArea {
        PixelArea(x: minX - margin, y: minY - margin, width: width + 2 * margin, height: height + 2 * margin)
    }

    /// The area that both share; empty if there is no overlap.
    func intersection(_ other: PixelArea) -> PixelArea {
        let x = max(minX, other.minX)
        let y = max(minY, other.minY)
        return PixelArea(
            x: x, y: y, width: min(maxX, other.maxX) - x, height: min(maxY, other.maxY) - y)
    }
}
