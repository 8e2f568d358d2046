internal import Libav

extension Orientation {
    /// The orientation that undoes this one.
    var inverse: Orientation {
        switch self {
        case .turned90: .turned270
        case .turned270: .turned90
        default: self
        }
    }

    /// Where a part of a stored picture lies in the upright picture.
    ///
    /// - Parameters:
    ///   - part: columns and rows of the stored picture.
    ///   - width: columns of the stored picture.
    ///   - height: rows of the stored picture.
    func turned(_ part: PixelRect, ofWidth width: Int, height: Int) -> PixelRect {
        let (turnedWidth, turnedHeight) = swapsAxes ? (height, width) : (width, height)
        func place(_ column: Int, _ row: Int) -> (x: Int, y: Int) {
            inverse.source(x: column, y: row, width: turnedWidth, height: turnedHeight)
        }
        let first = place(part.x, part.y)
        let last = place(part.x + part.width - 1, part.y + part.height - 1)
        return PixelRect(
            x: min(first.x, last.x), y: min(first.y, last.y),
            width: abs(first.x - last.x) + 1, height: abs(first.y - last.y) + 1)
    }
}
