internal import Foundation
internal import Libav

/// Converts coded values to light, and light to coded values.
///
/// Light is relative to white: 1 is the light of a plain white page, which in high dynamic range is the reference white
/// of 203 cd/m² (ITU-R BT.2408-7, table 1). Curves continue below zero as odd functions, to keep colours outside the
/// gamut of their primaries until they are compressed.
enum TransferCurve: Hashable, Sendable {
    /// A display with a gamma of 2.4 (ITU-R BT.1886, with black at zero).
    ///
    /// Covers BT.709, BT.601, xvYCC and BT.2020: all are graded on, and made for, the same display, and players show
    /// them with the same curve.
    case display
    /// sRGB's own curve in two parts (IEC 61966-2-1).
    ///
    /// Displays show its codes like those of ``display``, so nothing changes if the primaries stay. If the primaries
    /// change, viewers with colour management compute in sRGB's light, which differs in the dark.
    case sRGB
    /// Codes proportional to light.
    case linear
    /// SMPTE ST 2084 (ITU-R BT.2100-2, table 4).
    case pq
    /// ARIB STD-B67 (ITU-R BT.2100-2, table 5), shown on a display of 1000 cd/m².
    case hlg

    init(_ transfer: TransferFunction) {
        self =
            switch transfer {
            case .pq: .pq
            case .hlg: .hlg
            case .linear: .linear
            case .sRGB: .sRGB
            default: .display
            }
    }

    /// Whether an ordinary display takes the codes unchanged.
    var isDisplayCoded: Bool { self == .display || self == .sRGB }

    /// Luminance of white, in cd/m².
    static let referenceWhite = 203.0

    /// The brightest light, relative to white, that a source of this kind is made for.
    ///
    /// HLG's nominal peak is 1000 cd/m² (BT.2100-2, table 5). The PQ of phones and of most films is graded for 1000
    /// cd/m² as well; brighter light is shown as if it were that bright.
    var peak: Double {
        switch self {
        case .display, .sRGB, .linear: 1
        case .pq, .hlg: 1000 / Self.referenceWhite
        }
    }

    /// Converts R'G'B' to light.
    ///
    /// - Parameter luminance: the weights of linear red, green and blue in luminance. HLG needs them, because its
    ///   system gamma acts on luminance alone.
    func light(_ coded: SIMD3<Double>, luminance: SIMD3<Double>) -> SIMD3<Double> {
        switch self {
        case .display:
            return Self.oddly(coded) { pow($0, 2.4) }
        case .sRGB:
            return Self.oddly(coded) { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
        case .linear:
            return coded
        case .pq:
            return Self.oddly(coded) { Self.luminance(ofPQ: $0) / Self.referenceWhite }
        case .hlg:
            let scene = Self.oddly(coded, Self.sceneLight(ofHLG:))
            let sceneLuminance = max(0, (scene * luminance).sum())
            // The OOTF's gamma is 1.2 for a display of 1000 cd/m².
            return scene * (pow(sceneLuminance, 0.2) * 1000 / Self.referenceWhite)
        }
    }

    /// Converts light to R'G'B' as an ordinary display expects them.
    func displayCoded(_ light: SIMD3<Double>) -> SIMD3<Double> {
        switch self {
        case .sRGB:
            Self.oddly(light) { $0 <= 0.0031308 ? $0 * 12.92 : 1.055 * pow($0, 1 / 2.4) - 0.055 }
        case .display, .linear, .pq, .hlg:
            Self.oddly(light) { pow($0, 1 / 2.4) }
        }
    }

    /// Luminance in cd/m² of a PQ value in 0…1: the EOTF of ST 2084.
    static func luminance(ofPQ value: Double) -> Double {
        let root = pow(min(value, 1), 1 / PQ.m2)
        return 10_000 * pow(max(root - PQ.c1, 0) / (PQ.c2 - PQ.c3 * root), 1 / PQ.m1)
    }

    /// The PQ value of a luminance in cd/m²: the inverse of ``luminance(ofPQ:)``.
    static func pq(ofLuminance luminance: Double) -> Double {
        let root = pow(max(luminance, 0) / 10_000, PQ.m1)
        return pow((PQ.c1 + PQ.c2 * root) / (1 + PQ.c3 * root), PQ.m2)
    }

    private enum PQ {
        static let m1 = 2610.0 / 16384
        static let m2 = 2523.0 / 4096 * 128
        static let c1 = 3424.0 / 4096
        static let c2 = 2413.0 / 4096 * 32
        static let c3 = 2392.0 / 4096 * 32
    }

    /// Scene light in 0…1 of an HLG value: the inverse OETF.
    private static func sceneLight(ofHLG value: Double) -> Double {
        let a = 0.17883277
        let b = 1 - 4 * a
        let c = 0.5 - a * log(4 * a)
        return value <= 0.5 ? value * value / 3 : (exp((value - c) / a) + b) / 12
    }

    private static func oddly(
        _ values: SIMD3<Double>, _ curve: (Double) -> Double
    ) -> SIMD3<Double> {
        var result = SIMD3<Double>()
        for index in 0..<3 {
            let value = values[index]
            result[index] = value < 0 ? -curve(-value) : curve(value)
        }
        return result
    }
}
