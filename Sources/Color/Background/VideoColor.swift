package import Story

/// A colour in BT.709, limited range, with fractions of code values.
///
/// ITU-R BT.709-6, items 3.2 to 3.4, over the components of sRGB as they are coded.
package struct VideoColor: Hashable, Sendable {
    /// 16…235.
    package var luma: Double
    /// 16…240.
    package var cb: Double
    /// 16…240.
    package var cr: Double

    private static let kr = 0.2126
    private static let kg = 0.7152
    private static let kb = 0.0722

    /// - Parameter color: lies on black where it is transparent.
    package init(_ color: Color) {
        let alpha = Double(color.alpha) / 255
        let (red, green, blue) = (
            Double(color.red) / 255 * alpha, Double(color.green) / 255 * alpha,
            Double(color.blue) / 255 * alpha
        )
        let bright = Self.kr * red + Self.kg * green + Self.kb * blue
        luma = 16 + 219 * bright
        cb = 128 + 224 * (blue - bright) / (2 * (1 - Self.kb))
        cr = 128 + 224 * (red - bright) / (2 * (1 - Self.kr))
    }

    private init(luma: Double, cb: Double, cr: Double) {
        self.luma = luma
        self.cb = cb
        self.cr = cr
    }

    /// The colour at a share of the way to another one.
    func mixed(with other: VideoColor, _ share: Double) -> VideoColor {
        VideoColor(
            luma: luma + (other.luma - luma) * share, cb: cb + (other.cb - cb) * share,
            cr: cr + (other.cr - cr) * share)
    }

    /// The component of a plane: 0 is luma.
    func component(_ plane: Int) -> Double {
        switch plane {
        case 0: luma
        case 1: cb
        default: cr
        }
    }
}
