public import Libav

extension Colorimetry {
    /// What to take the samples for where the source does not say, or says what cannot be.
    ///
    /// - Primaries: those of BT.2020 where transfer or matrix speak of it, otherwise BT.709's. Old
    ///   television's primaries are believed only where they are signalled: a wrong guess would tint
    ///   the picture, and cameras of phones have BT.709's.
    /// - Transfer: the ordinary display's.
    /// - Matrix: BT.2020's for high dynamic range, otherwise BT.601's up to 576 rows of less than 1280
    ///   pixels, and BT.709's above. That is the rule of mpv (`mp_csp_guess_colorspace`) and, roughly,
    ///   of all players: standard definition was coded by BT.601, high definition by BT.709.
    /// - Range: limited.
    ///
    /// RGB has neither matrix nor range of its own: the scaler is to make BT.709 in limited range of
    /// it, and that is what is returned.
    ///
    /// - Parameters:
    ///   - width: columns of the coded picture.
    ///   - height: rows of the coded picture.
    ///   - isRGB: whether the samples are red, green and blue.
    public func resolved(width: Int, height: Int, isRGB: Bool) -> Colorimetry {
        var resolved = self
        if Chromaticities(primaries) == nil {
            resolved.primaries = isHDR || matrix == .bt2020 ? .bt2020 : .bt709
        }
        if transfer == .unspecified || transfer.rawValue == 0 { resolved.transfer = .bt709 }
        if isRGB {
            resolved.matrix = .bt709
            resolved.range = .limited
            return resolved
        }
        if matrix.lumaWeights == nil {
            let isStandardDefinition = width < 1280 && height <= 576
            resolved.matrix = isHDR ? .bt2020 : isStandardDefinition ? .bt601 : .bt709
        }
        if range == .unspecified { resolved.range = .limited }
        return resolved
    }
}
