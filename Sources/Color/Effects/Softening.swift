internal import Libav

/// Blurs whole pictures.
///
/// It blurs a smaller copy and enlarges it again. The stronger the blur, the smaller the copy, in which the blur is
/// always a few samples wide; so a strong blur costs less than a weak one.
struct Softening: ~Copyable {
    private var scaler: Scaler
    private let small: FramePool
    private let radius: Int

    /// The strongest blur's standard deviation, as a fraction of the picture's width: 40 pixels of 1080.
    private static let widest = 1.0 / 27
    /// Fractional bits of a blurred sample, which keep slow gradients from showing steps.
    private static let fractionBits: Int16 = 7
    /// Samples of the copy on either side that each of three boxes covers. Together the boxes approximate a Gaussian
    /// (W3C Filter Effects 1, 9.2) with a variance of radius × (radius + 1).
    private static let largeRadius = 2
    /// The least factor by which the copy is smaller. For the weakest blurs, the reduction and the enlargement alone
    /// blur almost enough.
    private static let leastReduction = 1.5

    /// - Parameters:
    ///   - amount: more than 0, at most 1.
    ///   - width: the pictures' width, in pixels.
    ///   - height: the pictures' height, in pixels.
    /// - Throws: ``LibavError`` if memory runs out.
    init(amount: Double, width: Int, height: Int) throws(LibavError) {
        let deviation = amount * Self.widest * Double(width)
        let isLarge = deviation > Self.leastReduction * Self.deviation(ofRadius: Self.largeRadius)
        let radius = isLarge ? Self.largeRadius : 1
        let reduction = max(Self.leastReduction, deviation / Self.deviation(ofRadius: radius))
        small = try FramePool(
            width: Self.reduced(width, reduction), height: Self.reduced(height, reduction))
        scaler = Scaler(quality: .area)
        self.radius = radius
    }

    private static func deviation(ofRadius radius: Int) -> Double {
        Double(radius * (radius + 1)).squareRoot()
    }

    private static func reduced(_ pixels: Int, _ reduction: Double) -> Int {
        max(2, Int((Double(pixels) / reduction / 2).rounded()) * 2)
    }

    /// Blurs a picture.
    ///
    /// - Parameter frame: ``Libav/PixelFormat/yuv420p``; its data has no other reference.
    mutating func apply(to frame: inout Frame) throws(LibavError) {
        var copy = try small.make()
        try scaler.scale(frame, into: &copy)
        for plane in 0..<3 {
            let blurred = copy.withPlane(plane) { samples, layout in
                var picture = DownscaledPlane(width: layout.width, height: layout.height) { column, row in
                    Int16(samples[row * layout.stride + column]) << Self.fractionBits
                }
                // Chroma has half the samples per side, so narrower boxes suffice.
                for _ in 0..<3 { picture.blur(radius: plane == 0 ? radius : max(1, radius / 2)) }
                return picture
            }
            frame.withMutablePlane(plane) { target, layout in
                blurred.enlarge(
                    over: &target, layout, leavingOut: PixelRect(x: 0, y: 0, width: 0, height: 0),
                    fractionBits: Self.fractionBits)
            }
        }
    }
}
