internal import Foundation
internal import Libav

extension Frame {
    /// Converts RGBA pixels with a wider gamut and sRGB's transfer function to sRGB, in place.
    ///
    /// Clips colours outside sRGB. Does nothing if the primaries are BT.709's already, or unknown to
    /// ``SRGBConversion``.
    ///
    /// - Precondition: the format is `rgba`, and the frame's data has no other reference.
    mutating func convertPrimariesToSRGB() {
        precondition(format == .rgba)
        guard let conversion = SRGBConversion(from: colorimetry.primaries) else { return }
        withMutablePlane(0) { samples, layout in
            for row in 0..<layout.height {
                conversion.convert(&samples, from: row * layout.stride, pixels: layout.width)
            }
        }
        colorimetry.primaries = .bt709
    }
}

/// Converts code values with other primaries and sRGB's curve to sRGB.
struct SRGBConversion {
    /// Rows of a 3×3 matrix from linear RGB to linear sRGB.
    private let matrix: [Float]
    /// Light for each code value.
    private let linear: [Float]
    /// Code value for each step of light.
    private let coded: [UInt8]

    /// The curve is steepest near black, where it rises at 12.92 × 255 code values for light from 0 to 1. So one of
    /// 16384 steps is a fifth of a code value.
    private static let steps = 16384

    /// Nil if no conversion is needed or none is known.
    init?(from primaries: ColorPrimaries) {
        // Computed from the chromaticities of H.273, table 2; all white points are D65.
        switch primaries {
        case .displayP3:
            matrix = [1.22494, -0.22494, 0, -0.04206, 1.04206, 0, -0.01964, -0.07864, 1.09827]
        case .bt2020:
            matrix = [1.66049, -0.58764, -0.07285, -0.12455, 1.13290, -0.00835, -0.01815, -0.10058, 1.11873]
        default:
            return nil
        }
        // Both curves: IEC 61966-2-1.
        linear = (0...255).map { code in
            let value = Float(code) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        coded = (0...Self.steps).map { step in
            let light = Float(step) / Float(Self.steps)
            let value = light <= 0.003_130_8 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055
            return UInt8((value * 255).rounded())
        }
    }

    /// Converts the RGBA pixels of one row, which starts at the element `start`.
    func convert(_ samples: inout MutableSpan<UInt8>, from start: Int, pixels: Int) {
        for offset in stride(from: start, to: start + pixels * 4, by: 4) {
            let red = linear[Int(samples[offset])]
            let green = linear[Int(samples[offset + 1])]
            let blue = linear[Int(samples[offset + 2])]
            for channel in 0..<3 {
                let row = channel * 3
                let light = matrix[row] * red + matrix[row + 1] * green + matrix[row + 2] * blue
                samples[offset + channel] = coded[Int(min(max(light, 0), 1) * Float(Self.steps) + 0.5)]
            }
        }
    }
}
