/// How a container places its picture on the screen (ISO/IEC 14496-12, 8.3.2; QuickTime File Format, "Matrices").
///
/// `x' = a·x + c·y`, `y' = b·x + d·y`, with x to the right and y down. Leaves out the translation, because players move
/// the picture to where it is visible.
public struct DisplayMatrix: Hashable, Sendable {
    public let a, b, c, d: Double

    public init(a: Double, b: Double, c: Double, d: Double) {
        self.a = a
        self.b = b
        self.c = c
        self.d = d
    }

    /// Whether all elements are zero. Some muxers write such a matrix, and players treat it as the identity.
    public var isDegenerate: Bool { a == 0 && b == 0 && c == 0 && d == 0 }

    /// The closest rotation and mirroring.
    ///
    /// A negative determinant means mirroring. Undoing it, from left to right, leaves a rotation, whose angle is that
    /// of the x axis. (`av_display_rotation_get` gives only the angle: it cannot tell a transposed picture from a
    /// rotated one.)
    public var orientation: Orientation {
        guard !isDegenerate else { return .identity }
        let isMirrored = a * d - b * c < 0
        let (x, y) = isMirrored ? (-a, -b) : (a, b)
        // The quarter turn with the nearest axis, without trigonometry.
        let degrees = abs(x) >= abs(y) ? (x >= 0 ? 0 : 180) : (y >= 0 ? 90 : 270)
        return Orientation(clockwiseDegrees: degrees, mirrored: isMirrored)
    }

    /// Whether it is a quarter turn, with or without mirroring, at any scale.
    public var isQuarterTurn: Bool {
        isDegenerate || (a == 0 && d == 0 && b != 0 && c != 0) || (b == 0 && c == 0 && a != 0 && d != 0)
    }
}
