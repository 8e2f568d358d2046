/// The weights of alpha, red, green and blue for one component of BT.709 in limited range.
///
/// ITU-R BT.709-6, items 3.2 and 3.3, and ITU-T H.273, 8.3, equations 2–4. The conversion is linear, so it works on
/// premultiplied colours if the offsets of 16 and 128 are premultiplied, too.
struct YUVCoefficients: Sendable {
    /// In 1/65536ths.
    private let alpha: Int32
    private let red: Int32
    private let green: Int32
    private let blue: Int32

    private init(offset: Double, red: Double, green: Double, blue: Double, range: Double) {
        func fixed(_ value: Double) -> Int32 { Int32((value / 255 * 65536).rounded()) }
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

    /// The premultiplied component, for channels that are each a sum of `1 << shift` values.
    @inline(__always)
    func value(alpha: Int32, red: Int32, green: Int32, blue: Int32, shift: Int32 = 0) -> UInt8 {
        // The sum of eight 8-bit values, times a coefficient below 1, takes 27 bits.
        let sum = self.alpha &* alpha &+ self.red &* red &+ self.green &* green &+ self.blue &* blue
        return UInt8(truncatingIfNeeded: (sum &+ (1 &<< (15 &+ shift))) &>> (16 &+ shift))
    }
}
