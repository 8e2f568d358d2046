internal import Libav
internal import Story

extension Orientation {
    /// The place in the stored picture of a point of the upright one; both in shares of their picture's sides.
    func stored(x: Double, y: Double) -> (x: Double, y: Double) {
        switch self {
        case .identity: (x, y)
        case .mirrored: (1 - x, y)
        case .turned180: (1 - x, 1 - y)
        case .mirroredTurned180: (x, 1 - y)
        case .mirroredTurned270: (y, x)
        case .turned90: (y, 1 - x)
        case .mirroredTurned90: (1 - y, 1 - x)
        case .turned270: (1 - y, x)
        }
    }

    /// The part of the stored picture that is a part of the upright one.
    func stored(_ part: NormalizedRect) -> NormalizedRect {
        let one = stored(x: part.x, y: part.y)
        let other = stored(x: part.maxX, y: part.maxY)
        return NormalizedRect(
            x: min(one.x, other.x), y: min(one.y, other.y), width: abs(one.x - other.x),
            height: abs(one.y - other.y))
    }

    /// The part of the upright picture that is a part of the stored one.
    func upright(_ part: NormalizedRect) -> NormalizedRect { inverse.stored(part) }

    /// Quarter turns are each other's inverse; every other orientation is its own.
    private var inverse: Orientation {
        switch self {
        case .turned90: .turned270
        case .turned270: .turned90
        default: self
        }
    }

    /// This orientation, followed by a mirror image and a turn of the upright picture.
    func followed(by flip: Flip, _ turn: QuarterTurn) -> Orientation {
        // A mirror image of a turned picture is the mirror image turned the other way. From top to bottom is from left
        // to right and half a turn.
        switch flip {
        case .none:
            Orientation(clockwiseDegrees: turn.rawValue + clockwiseDegrees, mirrored: isMirrored)
        case .horizontal:
            Orientation(clockwiseDegrees: turn.rawValue - clockwiseDegrees, mirrored: !isMirrored)
        case .vertical:
            Orientation(clockwiseDegrees: turn.rawValue + 180 - clockwiseDegrees, mirrored: !isMirrored)
        }
    }
}
