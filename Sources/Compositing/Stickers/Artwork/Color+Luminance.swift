internal import Story

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

extension Color {
    /// From 0 (black) to 1 (white), ignoring opacity.
    ///
    /// Corresponds to "relative luminance" of WCAG 2.2.
    var relativeLuminance: Double {
        func linear(_ component: UInt8) -> Double {
            let value = Double(component) / 255
            return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
        }
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
    }

    /// From 1 (equal luminance) to 21 (black on white).
    ///
    /// Corresponds to "contrast ratio" of WCAG 2.2.
    func contrast(to other: Color) -> Double {
        let lightness = [relativeLuminance, other.relativeLuminance].sorted()
        return (lightness[1] + 0.05) / (lightness[0] + 0.05)
    }

    /// The colour, lightened or darkened just enough for large text on `ground`.
    ///
    /// WCAG 2.2, success criterion 1.4.3: large text has a contrast of at least 3 to 1.
    func readable(on ground: Color) -> Color {
        // At this luminance, black and white text are about equally legible.
        let target: Color = ground.relativeLuminance > 0.18 ? .black : .white
        let steps = 20
        for step in 0..<steps {
            let color = mixed(with: target, share: Double(step) / Double(steps))
            if color.contrast(to: ground) >= 3 { return color }
        }
        return target
    }

    private func mixed(with other: Color, share: Double) -> Color {
        func mix(_ a: UInt8, _ b: UInt8) -> UInt8 {
            UInt8(clamping: Int((Double(a) * (1 - share) + Double(b) * share).rounded()))
        }
        return Color(
            red: mix(red, other.red), green: mix(green, other.green), blue: mix(blue, other.blue),
            alpha: alpha)
    }
}
