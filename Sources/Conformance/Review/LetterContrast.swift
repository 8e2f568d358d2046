internal import Compositing
internal import Libav

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// How the letters of a text stand out from what is seen beside them.
public struct LetterContrast: Hashable, Sendable, Codable {
    /// The moment, in seconds from the slide's start.
    public var time: Double
    /// The ratio that nine tenths of the letters' edges reach, 1 to 21 (WCAG 2.2, contrast ratio); nil where
    /// too little is seen of them.
    ///
    /// A text of which a tenth is lost can be read; one of which more is lost, not everywhere.
    public var ratio: Double?
    /// The share of the letters over which another overlay lies, 0 to 1.
    public var coveredShare: Double

    public init(time: Double, ratio: Double?, coveredShare: Double = 0) {
        self.time = time
        self.ratio = ratio
        self.coveredShare = coveredShare
    }
}

extension LetterContrast {
    /// Measures a frame.
    ///
    /// Each pixel within a letter is compared with those just outside: there an outline, a shadow or a
    /// background is seen, which help, or else the picture.
    ///
    /// - Parameters:
    ///   - mask: where the letters are.
    ///   - colors: the frame as `rgb24`.
    init(of mask: LetterMask, in colors: borrowing Frame, at time: Double) {
        precondition(colors.format == .rgb24)
        // A soft edge is two pixels at least, however small the canvas is.
        let reach = max(3, Int((Self.reach * Double(colors.width) / 1080).rounded()))
        var ratios: [Double] = []
        colors.withPlane(0) { samples, layout in
            let pixels = Pixels(width: layout.width, height: layout.height, stride: layout.stride)
            for y in 0..<mask.height {
                for x in 0..<mask.width {
                    guard mask.isLetter(x, y), let inner = pixels.offset(mask.x + x, mask.y + y) else {
                        continue
                    }
                    let own = Luminance.of(samples[inner], samples[inner + 1], samples[inner + 2])
                    for (dx, dy) in [(-1, 0), (1, 0), (0, -1), (0, 1)] {
                        guard let step = mask.stepsOut(from: (x, y), by: (dx, dy), atMost: reach),
                            let outer = pixels.offset(mask.x + x + dx * step, mask.y + y + dy * step)
                        else { continue }
                        let other = Luminance.of(samples[outer], samples[outer + 1], samples[outer + 2])
                        ratios.append((max(own, other) + 0.05) / (min(own, other) + 0.05))
                    }
                }
            }
        }
        ratios.sort()
        self.init(
            time: time, ratio: ratios.count < Self.fewest ? nil : ratios[ratios.count / 10],
            coveredShare: mask.coveredShare ?? 0)
    }

    /// How wide a letter's soft edge may be, in pixels of a canvas 1080 wide; just behind it is what a letter
    /// is seen beside, an outline included.
    private static let reach = 4.0
    /// Fewer pairs are no letter.
    private static let fewest = 16
}

/// Where the pixels of a packed picture of three bytes each are.
private struct Pixels {
    let width: Int
    let height: Int
    let stride: Int

    /// Nil outside.
    func offset(_ x: Int, _ y: Int) -> Int? {
        x >= 0 && x < width && y >= 0 && y < height ? y * stride + 3 * x : nil
    }
}

extension LetterMask {
    fileprivate func isLetter(_ x: Int, _ y: Int) -> Bool {
        let index = y * width + x
        return coverage[index] >= Self.solid && !isCovered[index]
    }

    /// How many steps in a direction lead out of a letter, over its soft edge; nil where they lead into a letter,
    /// or to what covers it, or are too many.
    fileprivate func stepsOut(from place: (x: Int, y: Int), by step: (x: Int, y: Int), atMost most: Int)
        -> Int?
    {
        for count in 1...most {
            let (x, y) = (place.x + count * step.x, place.y + count * step.y)
            guard x >= 0, x < width, y >= 0, y < height else { return count }
            let index = y * width + x
            if coverage[index] >= Self.solid || isCovered[index] { return nil }
            if coverage[index] < Self.nothing { return count }
        }
        return nil
    }

    /// Below that, a letter's colour changes no ratio by a tenth.
    private static let nothing: UInt8 = 4
}

/// Relative luminance as WCAG 2.2 defines it.
private enum Luminance {
    /// 0…1, of a colour in sRGB.
    static func of(_ red: UInt8, _ green: UInt8, _ blue: UInt8) -> Double {
        0.2126 * linear[Int(red)] + 0.7152 * linear[Int(green)] + 0.0722 * linear[Int(blue)]
    }

    private static let linear: [Double] = (0...255).map { value in
        let share = Double(value) / 255
        return share <= 0.04045 ? share / 12.92 : pow((share + 0.055) / 1.055, 2.4)
    }
}
