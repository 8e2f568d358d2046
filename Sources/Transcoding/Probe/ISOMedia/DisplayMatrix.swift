internal import Libav

/// How a track's picture is placed on the screen (ISO/IEC 14496-12, 8.3.2; QuickTime "Matrices").
///
/// `x' = a·x + c·y`, `y' = b·x + d·y`, with x to the right and y down. The translation is of no
/// interest: whoever shows the picture moves it to where it is visible.
struct DisplayMatrix: Hashable {
    let a, b, c, d: Double

    /// Whether all is zero, which some muxers write and players take for the identity.
    var isDegenerate: Bool { a == 0 && b == 0 && c == 0 && d == 0 }

    /// The turn and mirroring that comes nearest.
    ///
    /// A negative determinant is a mirroring. Undoing it, from left to right, leaves a turn, whose
    /// angle is that of the x axis.
    var orientation: Orientation {
        guard !isDegenerate else { return .identity }
        let isMirrored = a * d - b * c < 0
        let (x, y) = isMirrored ? (-a, -b) : (a, b)
        // The quarter turn whose axis is nearest, without trigonometry.
        let degrees = abs(x) >= abs(y) ? (x >= 0 ? 0 : 180) : (y >= 0 ? 90 : 270)
        return Orientation(clockwiseDegrees: degrees, mirrored: isMirrored)
    }

    /// Whether the matrix is a quarter turn with or without a mirroring, at any scale.
    var isQuarterTurn: Bool {
        isDegenerate || (a == 0 && d == 0 && b != 0 && c != 0) || (b == 0 && c == 0 && a != 0 && d != 0)
    }
}
