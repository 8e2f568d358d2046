internal import Foundation

/// A tone curve of an ICC profile, from code value to light, both from 0 to 1 (ICC.1:2022, 10.6 and 10.18).
enum ICCCurve: Hashable {
    case gamma(Double)
    /// Light at evenly spaced code values.
    case table([Double])
    /// The function of `parametricCurveType`, type 3: `(a·x + b)^g` from `d` on, `c·x` below.
    case parametric(g: Double, a: Double, b: Double, c: Double, d: Double)

    /// Nil for unsupported types.
    init?(_ bytes: Span<UInt8>, at start: Int) {
        if bytes.hasText("curv", at: start), let count = bytes.integer(at: start + 8, size: 4) {
            switch count {
            case 0: self = .gamma(1)
            case 1:
                guard let value = bytes.integer(at: start + 12, size: 2) else { return nil }
                self = .gamma(Double(value) / 256)
            default:
                // The largest table that writers make; each entry takes two bytes.
                guard count <= 4096 else { return nil }
                let values = (0..<count).compactMap { bytes.integer(at: start + 12 + $0 * 2, size: 2) }
                guard values.count == count else { return nil }
                self = .table(values.map { Double($0) / 65535 })
            }
        } else if bytes.hasText("para", at: start), let type = bytes.integer(at: start + 8, size: 2) {
            let values = (0..<5).compactMap { index in
                bytes.integer(at: start + 12 + index * 4, size: 4)
                    .map { Double(Int32(truncatingIfNeeded: $0)) / 65536 }
            }
            if type == 0, let g = values.first {
                self = .gamma(g)
            } else if type == 3, values.count == 5 {
                self = .parametric(g: values[0], a: values[1], b: values[2], c: values[3], d: values[4])
            } else {
                return nil
            }
        } else {
            return nil
        }
    }

    /// Whether the curve is that of sRGB (IEC 61966-2-1), to within half a code value of 8 bits.
    var isSRGB: Bool {
        (1...32).allSatisfy { step in
            let code = Double(step) / 32
            return abs(Self.sRGBCode(light(code)) - code) < 0.5 / 255
        }
    }

    private func light(_ code: Double) -> Double {
        switch self {
        case .gamma(let gamma): return pow(code, gamma)
        case .parametric(let g, let a, let b, let c, let d):
            return code >= d ? pow(max(0, a * code + b), g) : c * code
        case .table(let values):
            let place = code * Double(values.count - 1)
            let index = min(Int(place), values.count - 2)
            let share = place - Double(index)
            return values[index] * (1 - share) + values[index + 1] * share
        }
    }

    private static func sRGBCode(_ light: Double) -> Double {
        light <= 0.003_130_8 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055
    }
}
