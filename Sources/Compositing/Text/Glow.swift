internal import Story

/// A glow around letters, like a neon tube's: a wide, soft one and a narrow, bright one.
struct Glow {
    private let color: Color
    private let intensity: Double
    private let wide: BoxBlur
    private let narrow: BoxBlur

    init(_ glow: TextStyle.Glow, scale: Double) {
        color = glow.color
        intensity = glow.intensity
        wide = BoxBlur(deviation: glow.radius * scale / 2)
        narrow = BoxBlur(deviation: glow.radius * scale / 8)
    }

    /// The reach of the glow, in pixels.
    var reach: Double { Double(max(wide.reach, narrow.reach) + 1) }

    /// The glow of the letters.
    func light(of letters: Bitmap) -> Bitmap {
        var near = letters.pixels.map { UInt8(truncatingIfNeeded: $0.alpha) }
        var far = near
        narrow.apply(to: &near, width: letters.width)
        wide.apply(to: &far, width: letters.width)
        // A table with a pixel for each sum of the two planes, so that each pixel takes one look-up.
        let table = (0...510).map { sum -> UInt32 in
            let alpha = min(1, Double(sum) / 255 * intensity) * Double(color.alpha)
            func share(_ component: UInt8) -> Int { Int((Double(component) * alpha / 255).rounded()) }
            return UInt32(
                alpha: Int(alpha.rounded()), red: share(color.red), green: share(color.green),
                blue: share(color.blue))
        }
        let pixels = zip(near, far).map { table[Int($0) + Int($1)] }
        return Bitmap(width: letters.width, height: letters.height, pixels: pixels)
    }
}
