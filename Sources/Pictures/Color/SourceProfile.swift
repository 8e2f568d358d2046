/// A file's own description of its colours, if the code points of H.273 cannot express them.
enum SourceProfile: Hashable, Sendable {
    /// An ICC profile for red, green and blue.
    case rgb([UInt8])
    /// An ICC profile for shades of grey.
    case gray([UInt8])
    /// An ICC profile for cyan, magenta, yellow and black.
    case inks([UInt8])
    /// Points of CIE 1931's chromaticity diagram.
    case chromaticities(Chromaticities)
    /// An ICC profile for a different kind of colours from the picture's.
    case unfit
}

/// The coordinates of white and the primaries, and the relation of light to code values.
struct Chromaticities: Hashable, Sendable {
    struct Point: Hashable, Sendable {
        var x: Double
        var y: Double
    }

    var white: Point
    var red: Point
    var green: Point
    var blue: Point
    /// The exponent from code value to light; nil for sRGB's curve.
    var gamma: Double?

    static let d65 = Point(x: 0.3127, y: 0.3290)

    /// IEC 61966-2-1.
    static let sRGB = Chromaticities(
        white: d65, red: Point(x: 0.64, y: 0.33), green: Point(x: 0.30, y: 0.60),
        blue: Point(x: 0.15, y: 0.06))

    /// Adobe RGB (1998) Color Image Encoding, 4.3.1; the exponent is 2 51/256.
    static let adobeRGB = Chromaticities(
        white: d65, red: Point(x: 0.64, y: 0.33), green: Point(x: 0.21, y: 0.71),
        blue: Point(x: 0.15, y: 0.06), gamma: 563.0 / 256)

    /// Whether these are sRGB's, apart from writers' rounding.
    var isSRGB: Bool {
        gamma == nil
            && zip(
                [white, red, green, blue], [Self.sRGB.white, Self.sRGB.red, Self.sRGB.green, Self.sRGB.blue]
            )
            .allSatisfy { abs($0.x - $1.x) < 0.002 && abs($0.y - $1.y) < 0.002 }
    }
}

extension SourceProfile {
    /// The kind of samples in a picture.
    enum Samples {
        case gray, screen, inks
    }

    /// Returns the profile if it describes such samples, and otherwise ``unfit``. A profile for red, green and blue
    /// also fits grey, which has them equal.
    func fitting(_ samples: Samples) -> SourceProfile {
        switch (self, samples) {
        case (.gray, .gray), (.rgb, .gray), (.rgb, .screen), (.inks, .inks), (.chromaticities, .gray),
            (.chromaticities, .screen):
            self
        default: .unfit
        }
    }
}
