internal import Libav

/// The primaries and the white point of a colour space, in CIE 1931 xy.
///
/// The figures are those of ITU-T H.273, table 2. Spaces whose white is not D65 are left out: no phone's camera records
/// them, and they would need chromatic adaptation.
struct Chromaticities: Hashable, Sendable {
    let red: SIMD2<Double>
    let green: SIMD2<Double>
    let blue: SIMD2<Double>

    private static let d65 = SIMD2(0.3127, 0.3290)

    /// - Returns: nil for primaries that are unspecified, reserved or not relative to D65.
    init?(_ primaries: ColorPrimaries) {
        switch primaries {
        case .bt709:
            (red, green, blue) = (SIMD2(0.640, 0.330), SIMD2(0.300, 0.600), SIMD2(0.150, 0.060))
        case .bt470bg:
            (red, green, blue) = (SIMD2(0.640, 0.330), SIMD2(0.290, 0.600), SIMD2(0.150, 0.060))
        case .smpte170m, ColorPrimaries(rawValue: 7):  // SMPTE 240M has those of SMPTE 170M
            (red, green, blue) = (SIMD2(0.630, 0.340), SIMD2(0.310, 0.595), SIMD2(0.155, 0.070))
        case .bt2020:
            (red, green, blue) = (SIMD2(0.708, 0.292), SIMD2(0.170, 0.797), SIMD2(0.131, 0.046))
        case .displayP3:
            (red, green, blue) = (SIMD2(0.680, 0.320), SIMD2(0.265, 0.690), SIMD2(0.150, 0.060))
        case ColorPrimaries(rawValue: 22):  // EBU 3213-E
            (red, green, blue) = (SIMD2(0.630, 0.340), SIMD2(0.295, 0.605), SIMD2(0.155, 0.077))
        default:
            return nil
        }
    }

    /// From linear RGB to CIE XYZ, with Y = 1 for white (SMPTE RP 177, 3.3).
    var toXYZ: Matrix3 {
        func xyz(_ xy: SIMD2<Double>) -> SIMD3<Double> {
            SIMD3(xy.x / xy.y, 1, (1 - xy.x - xy.y) / xy.y)
        }
        let primaries = Matrix3(columns: xyz(red), xyz(green), xyz(blue))
        return primaries * Matrix3(diagonal: primaries.inverse * xyz(Self.d65))
    }

    /// From linear RGB of these primaries to linear RGB of others.
    func matrix(to other: Chromaticities) -> Matrix3 {
        other.toXYZ.inverse * toXYZ
    }
}
