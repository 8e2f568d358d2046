/// How to rotate and mirror a stored picture to make it upright.
///
/// The raw values are those of the EXIF tag `Orientation` (EXIF 2.32, 4.6.4 A). Each case says what to do to the stored
/// picture: mirror first, then rotate.
public enum Orientation: Int, Hashable, Sendable, Codable, CaseIterable {
    case identity = 1
    case mirrored = 2
    case turned180 = 3
    case mirroredTurned180 = 4
    case mirroredTurned270 = 5
    case turned90 = 6
    case mirroredTurned90 = 7
    case turned270 = 8

    /// A rotation by a multiple of 90° clockwise, after mirroring left to right if `mirrored`.
    public init(clockwiseDegrees: Int, mirrored: Bool) {
        let turn = ((clockwiseDegrees % 360) + 360) % 360
        switch (turn, mirrored) {
        case (90, false): self = .turned90
        case (180, false): self = .turned180
        case (270, false): self = .turned270
        case (90, true): self = .mirroredTurned90
        case (180, true): self = .mirroredTurned180
        case (270, true): self = .mirroredTurned270
        case (_, true): self = .mirrored
        default: self = .identity
        }
    }

    /// Degrees clockwise: 0, 90, 180 or 270.
    public var clockwiseDegrees: Int {
        switch self {
        case .identity, .mirrored: 0
        case .turned90, .mirroredTurned90: 90
        case .turned180, .mirroredTurned180: 180
        case .turned270, .mirroredTurned270: 270
        }
    }

    /// Whether the stored picture is a mirror image.
    public var isMirrored: Bool {
        switch self {
        case .mirrored, .mirroredTurned90, .mirroredTurned180, .mirroredTurned270: true
        case .identity, .turned90, .turned180, .turned270: false
        }
    }

    /// Whether width and height are exchanged.
    public var swapsAxes: Bool { clockwiseDegrees % 180 != 0 }

    /// The position in the stored picture of a pixel of the upright one.
    ///
    /// - Parameters:
    ///   - x: column in the upright picture.
    ///   - y: row in the upright picture.
    ///   - width: columns of the stored picture.
    ///   - height: rows of the stored picture.
    public func source(x: Int, y: Int, width: Int, height: Int) -> (x: Int, y: Int) {
        switch self {
        case .identity: (x, y)
        case .mirrored: (width - 1 - x, y)
        case .turned180: (width - 1 - x, height - 1 - y)
        case .mirroredTurned180: (x, height - 1 - y)
        case .mirroredTurned270: (y, x)
        case .turned90: (y, height - 1 - x)
        case .mirroredTurned90: (width - 1 - y, height - 1 - x)
        case .turned270: (width - 1 - y, x)
        }
    }
}
