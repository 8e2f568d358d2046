/// How much alpha, red, green and blue give to one component of BT.709 in limited range.
///
/// ITU-R BT.709-6, items 3.2 and 3.3, and ITU-T H.273, 8.3, equations 2–4. The conversion is linear,
/// so colours may stay multiplied by alpha, as long as the offsets of 16 and 128 are, too.
struct YUVCoefficients: Sendable {
    /// As 1/65536ths.
    private let alpha: Int
    private let red: Int
    private let green: Int
    private let blue: Int

    private init(offset: Double, red: Double, green: Double, blue: Double, range: Double) {
        func fixed(_ value: Double) -> Int { Int((value / 255 * 65536).rounded()) }
        alpha = fixed(offset)
        self.red = fixed(red * range)
        self.green = fixed(green * range)
        self.blue = fixed(blue * range)
    }

    private static let kr = 0.2126
    private static let kg = 0.7152
    private static let kb = 0.0722

    static let luma = YUVCoefficients(offset: 16, red: kr, green: kg, blue: kb, range: 219)
    static let cb = YUVCoefficients(
        offset: 128, red: -kr / (2 - 2 * kb), green: -kg / (2 - 2 * kb), blue: 0.5, range: 224)
    static let cr = YUVCoefficients(
        offset: 128, red: 0.5, green: -kg / (2 - 2 * kr), blue: -kb / (2 - 2 * kr), range: 224)

    /// The component, multiplied by alpha.
    @inline(__always)
    func value(of sum: PixelSum) -> UInt8 {
        let value = alpha * sum.alpha + red * sum.red + green * sum.green + blue * sum.blue
        // 16 bits of the coefficients, 3 of the weights.
        return UInt8(truncatingIfNeeded: (value + (1 << 18)) >> 19)
    }
}

/// Pixels multiplied by weights that are 8 together.
struct PixelSum {
    private(set) var alpha = 0
    private(set) var red = 0
    private(set) var green = 0
    private(set) var blue = 0

    @inline(__always)
    mutating func add(_ pixel: UInt32, weight: Int) {
        alpha += pixel.alpha * weight
        red += pixel.red * weight
        green += pixel.green * weight
        blue += pixel.blue * weight
    }

    var meanAlpha: UInt8 { UInt8(truncatingIfNeeded: (alpha + 4) >> 3) }
}
