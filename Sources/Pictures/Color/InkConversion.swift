internal import CLCMS
internal import Libav

/// Converts cyan, magenta, yellow and black to sRGB.
enum InkConversion {
    case profile(ColorTransform)
    /// What browsers do: each ink absorbs its own light, and black absorbs all of it.
    case withoutProfile(isInverted: Bool)

    /// - Parameter isInverted: whether 255 stands for no ink.
    /// - Throws: ``PictureFault`` if there is a profile that cannot be used.
    init(
        _ profile: SourceProfile?, isInverted: Bool, care: ColorTransform.Care = .thorough
    ) throws(PictureFault) {
        guard let profile else {
            self = .withoutProfile(isInverted: isInverted)
            return
        }
        guard case .inks = profile else {
            throw PictureFault(.damaged, "the colour profile is not one for print")
        }
        self = .profile(
            try ColorTransform(
                profile, from: isInverted ? storymedia_lcms_cmyk_inverted : storymedia_lcms_cmyk,
                to: storymedia_lcms_rgb, care: care))
    }

    /// - Precondition: `inks` has four bytes a pixel; `target` is `rgb24` and has the same size.
    func convert(_ inks: borrowing Frame, into target: inout Frame) {
        precondition(target.format == .rgb24 && target.width == inks.width && target.height == inks.height)
        switch self {
        case .profile(let transform): transform.convert(inks, into: &target)
        case .withoutProfile(let isInverted):
            let mask: UInt8 = isInverted ? 0 : 255
            inks.withPlane(0) { source, from in
                target.withMutablePlane(0) { samples, to in
                    for row in 0..<from.height {
                        for x in 0..<from.width {
                            let start = row * from.stride + 4 * x
                            let key = UInt32(source[start + 3] ^ mask)
                            for channel in 0..<3 {
                                let light = UInt32(source[start + channel] ^ mask) * key
                                samples[row * to.stride + 3 * x + channel] = UInt8((light + 127) / 255)
                            }
                        }
                    }
                }
            }
        }
    }
}
