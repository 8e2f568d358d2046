internal import Libav

extension Frame {
    /// Converts to 8-bit RGB pixels from planes whose matrix needs additions only: the identity and YCgCo (H.273, table
    /// 4, values 0 and 8).
    ///
    /// - Precondition: the format is planar YCbCr; with the identity, there are as many chroma samples as luma samples.
    func interleavedRGB() throws(PictureFault) -> Frame {
        if format.chromaShift != (0, 0) { return try withWholeChroma().interleavedRGB() }
        let isIdentity = colorimetry.matrix == .rgb
        let scale = SampleScale(bits: format.bitDepth, range: colorimetry.range)
        let planes = (0..<3).map { samples(ofPlane: $0) }
        var result = try PictureFault.frame(width, height, .rgb24)
        result.withMutablePlane(0) { pixels, layout in
            for y in 0..<layout.height {
                for x in 0..<layout.width {
                    let index = y * layout.width + x
                    let target = y * layout.stride + 3 * x
                    let (first, second, third) = (planes[0][index], planes[1][index], planes[2][index])
                    if isIdentity {
                        pixels[target] = scale.byte(scale.luma(third))
                        pixels[target + 1] = scale.byte(scale.luma(first))
                        pixels[target + 2] = scale.byte(scale.luma(second))
                    } else {
                        let (luma, green, orange) = (
                            scale.luma(first), scale.chroma(second), scale.chroma(third)
                        )
                        pixels[target] = scale.byte(luma - green + orange)
                        pixels[target + 1] = scale.byte(luma + green)
                        pixels[target + 2] = scale.byte(luma - green - orange)
                    }
                }
            }
        }
        result.colorimetry = colorimetry
        result.colorimetry.matrix = .rgb
        result.colorimetry.range = .full
        return result
    }

    /// Sets the alpha of RGBA pixels.
    ///
    /// - Precondition: the format is `rgba`, and the frame's data has no other reference.
    ///
    /// - Parameters:
    ///   - mask: its first plane is the alpha. If its size differs, the nearest samples are used.
    ///   - range: if limited, transparent and opaque are the black and white of limited luma.
    mutating func setAlpha(to mask: borrowing Frame, range: ColorRange) {
        precondition(format == .rgba)
        let scale = SampleScale(bits: mask.format.bitDepth, range: range)
        let codes = mask.samples(ofPlane: 0)
        let (maskWidth, maskHeight) = (mask.width, mask.height)
        withMutablePlane(0) { pixels, layout in
            for y in 0..<layout.height {
                let line = y * maskHeight / layout.height * maskWidth
                for x in 0..<layout.width {
                    let code = codes[line + x * maskWidth / layout.width]
                    pixels[y * layout.stride + 4 * x + 3] = scale.byte(scale.luma(code))
                }
            }
        }
    }

    /// The samples of one plane without padding.
    private func samples(ofPlane index: Int) -> [UInt16] {
        func rows<Sample: BinaryInteger>(_ samples: Span<Sample>, _ layout: PlaneLayout) -> [UInt16] {
            var all: [UInt16] = []
            all.reserveCapacity(layout.width * layout.height)
            for y in 0..<layout.height {
                for x in 0..<layout.width {
                    all.append(UInt16(truncatingIfNeeded: samples[y * layout.stride + x]))
                }
            }
            return all
        }
        return format.bitDepth > 8
            ? withPlane16(index) { rows($0, $1) } : withPlane(index) { rows($0, $1) }
    }
}

extension ColorMatrix {
    /// Whether the planes give red, green and blue by additions only; see ``Libav/Frame/interleavedRGB()``.
    var isAdditive: Bool { self == .rgb || self == .yCgCo }

    static let yCgCo = ColorMatrix(rawValue: 8)
}

/// The meaning of sample codes (H.273, 8.3).
private struct SampleScale {
    private let black: Float
    private let white: Float
    private let middle: Float
    private let chromaSpan: Float

    init(bits: Int, range: ColorRange) {
        let step = Float(1 << (bits - 8))
        let largest = Float(1 << bits - 1)
        (black, white) = range == .limited ? (16 * step, 235 * step) : (0, largest)
        middle = 128 * step
        chromaSpan = range == .limited ? 224 * step : largest
    }

    /// From 0 (black) to 1 (white).
    func luma(_ code: UInt16) -> Float { (Float(code) - black) / (white - black) }

    /// From -0.5 to 0.5.
    func chroma(_ code: UInt16) -> Float { (Float(code) - middle) / chromaSpan }

    func byte(_ value: Float) -> UInt8 { UInt8(min(max(value * 255, 0), 255).rounded()) }
}
