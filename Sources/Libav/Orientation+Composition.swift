extension Orientation {
    /// What doing this and then another comes to.
    ///
    /// A mirroring after a turn is the opposite turn after the mirroring, so that both turns can be
    /// added behind both mirrorings.
    public func followed(by next: Orientation) -> Orientation {
        let turn = next.isMirrored ? -clockwiseDegrees : clockwiseDegrees
        return Orientation(
            clockwiseDegrees: turn + next.clockwiseDegrees, mirrored: isMirrored != next.isMirrored)
    }
}
