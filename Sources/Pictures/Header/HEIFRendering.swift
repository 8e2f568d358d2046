internal import Libav

/// What turns the decoded samples of a HEIF or AVIF file into the picture that is seen.
struct HEIFRendering: Hashable {
    let transform: HEIFTransform
    /// What the container says of the samples; nil where it says nothing.
    let nclx: Colorimetry?
    /// The primaries of the ICC profile, which precede all others.
    let profilePrimaries: ColorPrimaries?
    /// What the container says of the alpha plane's range.
    let alphaRange: ColorRange?
    /// Whether the colours are multiplied by alpha already.
    let isPremultiplied: Bool

    /// What the samples mean.
    ///
    /// The container precedes the bitstream (ISO/IEC 23008-12, 6.5.5.1). What neither of them says is as in MIAF
    /// (ISO/IEC 23000-22, 7.3.6.4): BT.709 primaries, sRGB's curve, BT.601's matrix, full range.
    ///
    /// - Parameter coded: what the bitstream says; nil where that is not known yet.
    func colorimetry(coded: Colorimetry?) -> Colorimetry {
        var meaning = nclx ?? coded ?? .jpeg
        if let profilePrimaries { meaning.primaries = profilePrimaries }
        if meaning.primaries == .unspecified { meaning.primaries = .bt709 }
        if meaning.transfer == .unspecified { meaning.transfer = .sRGB }
        if meaning.range == .unspecified { meaning.range = .full }
        switch meaning.matrix {
        case .unspecified: meaning.matrix = .bt601
        // The matrix that follows from the primaries (H.273, 8.3), and the one of constant luminance, which
        // no camera writes and which lies close to its sibling.
        case ColorMatrix(rawValue: 12):
            meaning.matrix =
                meaning.primaries == .bt2020 ? .bt2020 : meaning.primaries == .bt709 ? .bt709 : .bt601
        case ColorMatrix(rawValue: 10): meaning.matrix = .bt2020
        default: break
        }
        return meaning
    }

    /// - Throws: ``PictureFault`` where the container names a matrix that nothing here can undo: constant
    ///   intensity and others that cameras do not use.
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
