/// How a container wants its picture placed on the screen (ISO/IEC 14496-12, 8.3.2; QuickTime File
/// Format, "Matrices").
///
/// `x' = a·x + c·y`, `y' = b·x + d·y`, with x to the right and y down. The translation is left out:
/// a player moves the picture to where it is visible.
public struct DisplayMatrix: Hashable, Sendable {
    public let a, b, c, d: Double

    public init(a: Double, b: Double, c: Double, d: Double) {
        self.a = a
        self.b = b
        self.c = c
        self.d = d
    }

    /// Whether all is zero, which some muxers write and players take for the identity.
    public var isDegenerate: Bool { a == 0 && b == 0 && c == 0 && d == 0 }

    /// The turn and mirroring that comes nearest.
    ///
    /// A negative determinant is a mirroring. Undoing it, from left to right, leaves a turn, whose
    /// angle is that of the x axis. (`av_display_rotation_get` tells only the angle: it cannot tell
    /// a transposed picture from a turned one.)
    public var orientation: Orientation {
        guard !isDegenerate else { return .identity }
        let isMirrored = a * d - b * c < 0
        let (x, y) = isMirrored ? (-a, -b) : (a, b)
        // The quarter turn whose axis is nearest, without trigonometry.
        let degrees = abs(x) >= abs(y) ? (x >= 0 ? 0 : 180) : (y >= 0 ? 90 : 270)
        return Orientation(clockwiseDegrees: degrees, mirrored: isMirrored)
    }

    /// Whether it is a quarter turn, with or without a mirroring, at any scale.
    public var isQuarterTurn: Bool {
        isDegenerate || (a == 0 && d == 0 && b != 0 && c != 0) || (b == 0 && c == 0 && a != 0 && d != 0)
    }
}
