#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A colour in CIE L*a*b* under D65, in which distances are near to what is seen.
public struct LabColor: Hashable, Sendable {
    public let lightness: Double
    public let a: Double
    public let b: Double

    public init(lightness: Double, a: Double, b: Double) {
        self.lightness = lightness
        self.a = a
        self.b = b
    }

    /// From sRGB samples of 0…255 (IEC 61966-2-1; the matrix to XYZ is that of its annex).
    public init(red: Double, green: Double, blue: Double) {
        func linear(_ sample: Double) -> Double {
            let value = sample / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        func cubeRoot(_ ratio: Double) -> Double {
            ratio > 216.0 / 24389 ? cbrt(ratio) : (24389.0 / 27 * ratio + 16) / 116
        }
        let (r, g, b) = (linear(red), linear(green), linear(blue))
        let x = cubeRoot((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047)
        let y = cubeRoot(0.2126729 * r + 0.7151522 * g + 0.0721750 * b)
        let z = cubeRoot((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883)
        self.init(lightness: 116 * y - 16, a: 500 * (x - y), b: 200 * (y - z))
    }

    /// CIE 1976: the straight distance.
    public func deltaE76(to other: LabColor) -> Double {
        let (dL, da, db) = (lightness - other.lightness, a - other.a, b - other.b)
        return (dL * dL + da * da + db * db).squareRoot()
    }

    /// CIEDE2000 with weights of 1; about 1 is just visible, 2 is seen side by side.
    ///
    /// Sharma, Wu, Dalal, "The CIEDE2000 Color-Difference Formula: Implementation Notes,
    /// Supplementary Test Data, and Mathematical Observations", Color Research & Application 30(1),
    /// 2005; the numbers in the comments are its equations.
    public func deltaE2000(to other: LabColor) -> Double {
        let meanChroma = (hypot(a, b) + hypot(other.a, other.b)) / 2  // 2, 3
        let seventh = pow(meanChroma, 7)
        let g = 0.5 * (1 - (seventh / (seventh + pow(25, 7))).squareRoot())  // 4
        let (a1, a2) = ((1 + g) * a, (1 + g) * other.a)  // 5
        let (c1, c2) = (hypot(a1, b), hypot(a2, other.b))  // 6
        let (h1, h2) = (hue(a1, b), hue(a2, other.b))  // 7

        let dL = other.lightness - lightness  // 8
        let dC = c2 - c1  // 9
        let isGrey = c1 * c2 == 0
        var dh = isGrey ? 0 : h2 - h1  // 10
        if dh > 180 { dh -= 360 } else if dh < -180 { dh += 360 }
        let dH = 2 * (c1 * c2).squareRoot() * sine(dh / 2)  // 11

        let meanL = (lightness + other.lightness) / 2  // 12
        let meanC = (c1 + c2) / 2  // 13
        var meanH = h1 + h2  // 14
        if !isGrey {
            if abs(h1 - h2) > 180 { meanH += meanH < 360 ? 360 : -360 }
            meanH /= 2
        }
        let t =
            1 - 0.17 * cosine(meanH - 30) + 0.24 * cosine(2 * meanH)
            + 0.32 * cosine(3 * meanH + 6) - 0.20 * cosine(4 * meanH - 63)  // 15
        let theta = 30 * exp(-pow((meanH - 275) / 25, 2))  // 16
        let rC = 2 * (pow(meanC, 7) / (pow(meanC, 7) + pow(25, 7))).squareRoot()  // 17
        let offset = (meanL - 50) * (meanL - 50)
        let sL = 1 + 0.015 * offset / (20 + offset).squareRoot()  // 18
        let sC = 1 + 0.045 * meanC  // 19
        let sH = 1 + 0.015 * meanC * t  // 20
        let rT = -sine(2 * theta) * rC  // 21
        let (l, c, h) = (dL / sL, dC / sC, dH / sH)
        return (l * l + c * c + h * h + rT * c * h).squareRoot()  // 22
    }
}

private func sine(_ degrees: Double) -> Double { sin(degrees * .pi / 180) }
private func cosine(_ degrees: Double) -> Double { cos(degrees * .pi / 180) }

/// In degrees, 0 up to 360; 0 for grey.
private func hue(_ a: Double, _ b: Double) -> Double {
    if a == 0 && b == 0 { return 0 }
    let angle = atan2(b, a) * 180 / .pi
    return angle < 0 ? angle + 360 : angle
}

extension Raster {
    /// The mean colour of a rectangle of an RGB picture.
    public func color(x: Range<Int>, y: Range<Int>) -> LabColor {
        precondition(layout == .rgb)
        return LabColor(
            red: mean(x: x, y: y, sample: 0), green: mean(x: x, y: y, sample: 1),
            blue: mean(x: x, y: y, sample: 2))
    }

    /// The CIEDE2000 distance of each pixel to that of another RGB picture of the same size.
    public func deltaE2000(to other: Raster) -> [Double] {
        precondition(layout == .rgb && other.layout == .rgb)
        precondition(width == other.width && height == other.height)
        return (0..<width * height).map { pixel in
            color(ofPixel: pixel).deltaE2000(to: other.color(ofPixel: pixel))
        }
    }

    private func color(ofPixel index: Int) -> LabColor {
        LabColor(
            red: Double(samples[3 * index]), green: Double(samples[3 * index + 1]),
            blue: Double(samples[3 * index + 2]))
    }
}
