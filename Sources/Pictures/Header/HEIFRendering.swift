internal import Libav

/// Turns the decoded samples of a HEIF or AVIF file into the visible picture.
struct HEIFRendering: Hashable {
    let transform: HEIFTransform
    /// The container's description of the samples; nil if it has none.
    let nclx: Colorimetry?
    /// The primaries of the ICC profile, which take precedence over all others.
    let profilePrimaries: ColorPrimaries?
    /// The range of the alpha plane, as the container gives it.
    let alphaRange: ColorRange?
    /// Whether the colours are already multiplied by alpha.
    let isPremultiplied: Bool

    /// The meaning of the samples.
    ///
    /// The container takes precedence over the bitstream (ISO/IEC 23008-12, 6.5.5.1). MIAF supplies what neither of
    /// them says (ISO/IEC 23000-22, 7.3.6.4): BT.709 primaries, sRGB's curve, BT.601's matrix, full range.
    ///
    /// - Parameter coded: the bitstream's description; nil if it is not known yet.
    func colorimetry(coded: Colorimetry?) -> Colorimetry {
        var meaning = nclx ?? coded ?? .jpeg
        if let profilePrimaries { meaning.primaries = profilePrimaries }
        if meaning.primaries == .unspecified { meaning.primaries = .bt709 }
        if meaning.transfer == .unspecified { meaning.transfer = .sRGB }
        if meaning.range == .unspecified { meaning.range = .full }
        switch meaning.matrix {
        case .unspecified: meaning.matrix = .bt601
        // The first is the matrix derived from the primaries (H.273, 8.3). The second is the one of constant luminance,
        // which no camera writes and which is close to its sibling.
        case ColorMatrix(rawValue: 12):
            meaning.matrix =
                meaning.primaries == .bt2020 ? .bt2020 : meaning.primaries == .bt709 ? .bt709 : .bt601
        case ColorMatrix(rawValue: 10): meaning.matrix = .bt2020
        default: break
        }
        return meaning
    }

    /// - Throws: ``PictureFault`` if the container names a matrix that this module cannot undo: constant intensity and
    ///   others that cameras do not use.
    func checkMatrix() throws(PictureFault) {
        guard let matrix = nclx?.matrix, ![0, 1, 2, 4, 5, 6, 7, 8, 9, 10, 12].contains(matrix.rawValue) else {
            return
        }
        throw PictureFault(
            .unsupported,
            "its colours are coded by matrix \(matrix.rawValue) of H.273, which cannot be read; export it as JPEG"
        )
    }
}
