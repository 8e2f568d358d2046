internal import Libav

/// Darkens a picture towards its corners.
///
/// Multiplying R'G'B' by a factor multiplies luma and chroma by the same factor, so the same factors serve all planes.
/// They are computed once per clip.
struct Vignette: Sendable {
    /// Factors of the lumas, row by row; 255 means 1.
    private let luma: [UInt8]
    /// Factors of the chromas.
    private let chroma: [UInt8]
    private let width: Int
    private let height: Int

    /// Where the vignette begins, as a fraction of the way from the middle to the corners.
    private static let start = 0.3
    /// How much of the light a full vignette takes from the corners.
    private static let depth = 0.9

    /// - Parameters:
    ///   - amount: 0…1.
    ///   - width: the pictures' width, in pixels.
    ///   - height: the pictures' height, in pixels.
    init(amount: Double, width: Int, height: Int) {
        self.width = width
        self.height = height
        luma = Self.factors(amount, width: width, height: height)
        chroma = Self.factors(amount, width: (width + 1) / 2, height: (height + 1) / 2)
    }

    private static func factors(_ amount: Double, width: Int, height: Int) -> [UInt8] {
        var factors: [UInt8] = []
        factors.reserveCapacity(width * height)
        for row in 0..<height {
            let y = (2 * Double(row) + 1) / Double(height) - 1
            for column in 0..<width {
                let x = (2 * Double(column) + 1) / Double(width) - 1
                let factor = factor(amount, distance: ((x * x + y * y) / 2).squareRoot())
                // In 256ths, less one.
                factors.append(UInt8(max(0, (factor * 256).rounded() - 1)))
            }
        }
        return factors
    }

    /// The share of the light that remains.
    ///
    /// - Parameter distance: the distance from the middle, 1 at the corners whatever the picture's shape.
    static func factor(_ amount: Double, distance: Double) -> Double {
        let share = min(max((distance - start) / (1 - start), 0), 1)
        // Smooth at both ends.
        return 1 - depth * amount * share * share * (3 - 2 * share)
    }

    /// Darkens a picture.
    ///
    /// - Parameter frame: a frame of the size given to the initializer, ``Libav/PixelFormat/yuv420p``; its data has no
    ///   other reference.
    func apply(to frame: inout Frame) {
        precondition(frame.width == width && frame.height == height, "the vignette has another size")
        frame.withMutableYUV { y, u, v, layout in
            Self.scale(&y, layout.luma, luma.span, grey: 16)
            Self.scale(&u, layout.chroma, chroma.span, grey: 128)
            Self.scale(&v, layout.chroma, chroma.span, grey: 128)
        }
    }

    private static func scale(
        _ samples: inout MutableSpan<UInt8>, _ layout: PlaneLayout, _ factors: Span<UInt8>, grey: Int16
    ) {
        for row in 0..<layout.height {
            let (from, to) = (row * layout.width, row * layout.stride)
            precondition(
                from >= 0 && from + layout.width <= factors.count && to >= 0
                    && to + layout.width <= samples.count)
            for column in 0..<layout.width {
                // Up to 239 × 256 to either side: 17 bits with the sign.
                let sample = Int32(Int16(samples[to &+ column]) &- grey)
                let scaled = (sample &* (Int32(factors[from &+ column]) &+ 1) &+ 128) &>> 8
                samples[to &+ column] = UInt8(truncatingIfNeeded: scaled &+ Int32(grey))
            }
        }
    }
}
