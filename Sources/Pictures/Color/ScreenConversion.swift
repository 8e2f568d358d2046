internal import CLCMS
internal import Libav

/// Converts a profile's red, green and blue, or its grey, to sRGB.
enum ScreenConversion {
    /// One transform for 8 bits a sample, and one for 16 bits.
    case rgb(ColorTransform, deep: ColorTransform)
    /// Red, green and blue for each shade.
    case gray([UInt8])

    /// - Throws: ``PictureFault`` if the profile cannot be used.
    init(_ profile: SourceProfile, care: ColorTransform.Care = .thorough) throws(PictureFault) {
        guard case .gray = profile else {
            self = .rgb(
                try ColorTransform(
                    profile, from: storymedia_lcms_rgba, to: storymedia_lcms_rgba, care: care),
                deep: try ColorTransform(
                    profile, from: storymedia_lcms_rgba16, to: storymedia_lcms_rgba, care: care))
            return
        }
        let transform = try ColorTransform(
            profile, from: storymedia_lcms_gray, to: storymedia_lcms_rgb, care: care)
        let shades = (0...255).map { UInt8($0) }
        var table = [UInt8](repeating: 0, count: 3 * 256)
        unsafe shades.withUnsafeBytes { shades in
            unsafe table.withUnsafeMutableBytes { table in
                guard let shades = shades.baseAddress, let table = table.baseAddress else { return }
                unsafe transform.convert(
                    shades, stride: 256, to: table, targetStride: 3 * 256, width: 256, height: 1)
            }
        }
        self = .gray(table)
    }

    /// Converts a picture; opacity is unchanged.
    ///
    /// - Returns: `rgba`, in sRGB.
    func converted(_ frame: consuming Frame) throws(PictureFault) -> Frame {
        let sRGB = Colorimetry(primaries: .bt709, transfer: .sRGB, matrix: .rgb, range: .full)
        if frame.format == .rgba64, case .rgb(_, let deep) = self {
            var result = try PictureFault.frame(frame.width, frame.height, .rgba)
            deep.convert(frame, into: &result)
            result.colorimetry = sRGB
            return result
        }
        var result = frame.format == .rgba ? frame : try frame.rgb(.rgba)
        result.withMutablePlane(0) { samples, layout in
            switch self {
            case .rgb(let transform, _):
                unsafe samples.withUnsafeMutableBytes { samples in
                    guard let start = samples.baseAddress else { return }
                    unsafe transform.convert(
                        start, stride: layout.stride, to: start, targetStride: layout.stride,
                        width: layout.width, height: layout.height)
                }
            case .gray(let table):
                for row in 0..<layout.height {
                    let start = row * layout.stride
                    for pixel in stride(from: start, to: start + 4 * layout.width, by: 4) {
                        let shade = 3 * Int(samples[pixel])
                        for channel in 0..<3 { samples[pixel + channel] = table[shade + channel] }
                    }
                }
            }
        }
        result.colorimetry = sRGB
        return result
    }
}

extension PixelFormat {
    /// Red, green, blue, opacity, 16 bits each, in this machine's byte order.
    static let rgba64 = PixelFormat(named: "rgba64") ?? .none
}
