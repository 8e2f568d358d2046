public import Libav

extension Colorimetry {
    /// The colorimetry to assume where the source signals none, or an impossible one.
    ///
    /// - Primaries: BT.2020's if the transfer or the matrix suggests them, otherwise BT.709's. The primaries of old
    ///   television apply only if they are signalled: a wrong guess would tint the picture, and phones' cameras have
    ///   BT.709's.
    /// - Transfer: that of an ordinary display.
    /// - Matrix: BT.2020's for high dynamic range, otherwise BT.601's up to 576 rows of less than 1280 pixels, and
    ///   BT.709's above. mpv (`mp_csp_guess_colorspace`) and, roughly, all players follow this rule: standard
    ///   definition was coded with BT.601, high definition with BT.709.
    /// - Range: limited.
    ///
    /// RGB has neither a matrix nor a range of its own. The scaler converts it to BT.709 in limited range, so the
    /// result says that.
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
