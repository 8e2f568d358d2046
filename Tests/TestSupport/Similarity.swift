#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Raster {
    /// Peak signal-to-noise ratio to another picture of the same size and layout, in decibels;
    /// infinite where the two are equal.
    public func psnr(to other: Raster) -> Double {
        precondition(width == other.width && height == other.height && layout == other.layout)
        var squares = 0
        for index in samples.indices {
            let difference = Int(samples[index]) - Int(other.samples[index])
            squares += difference * difference
        }
        guard squares > 0 else { return .infinity }
        return 10 * log10(255 * 255 * Double(samples.count) / Double(squares))
    }

    /// Mean structural similarity of two luma pictures, 1 where they are equal.
    ///
    /// Wang, Bovik, Sheikh, Simoncelli, "Image Quality Assessment: From Error Visibility to
    /// Structural Similarity", IEEE TIP 13(4), 2004, equations 13 and 14 with K1 = 0.01 and
    /// K2 = 0.03, over windows of 8×8 at every fourth pixel, as ffmpeg's `ssim` filter has them.
    public func ssim(to other: Raster) -> Double {
        precondition(width == other.width && height == other.height)
        precondition(layout == .luma && other.layout == .luma && width >= 8 && height >= 8)
        var total = 0.0
        var windows = 0
        for top in stride(from: 0, through: height - 8, by: 4) {
            for left in stride(from: 0, through: width - 8, by: 4) {
                total += ssim(to: other, left: left, top: top)
                windows += 1
            }
        }
        return total / Double(windows)
    }

    private func ssim(to other: Raster, left: Int, top: Int) -> Double {
        var sum = (0, 0)
        var squares = (0, 0)
        var product = 0
        for y in top..<top + 8 {
            for x in left..<left + 8 {
                let a = Int(samples[y * width + x])
                let b = Int(other.samples[y * width + x])
                sum.0 += a
                sum.1 += b
                squares.0 += a * a
                squares.1 += b * b
                product += a * b
            }
        }
        let count = 64.0
        let mean = (Double(sum.0) / count, Double(sum.1) / count)
        let variance = (
            Double(squares.0) / count - mean.0 * mean.0, Double(squares.1) / count - mean.1 * mean.1
        )
        let covariance = Double(product) / count - mean.0 * mean.1
        let c1 = (0.01 * 255) * (0.01 * 255)
        let c2 = (0.03 * 255) * (0.03 * 255)
        return (2 * mean.0 * mean.1 + c1) * (2 * covariance + c2)
            / ((mean.0 * mean.0 + mean.1 * mean.1 + c1) * (variance.0 + variance.1 + c2))
    }
}
