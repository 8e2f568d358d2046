internal import Compositing
internal import Libav

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// How well the letters of a text stand out from the pixels around them.
public struct LetterContrast: Hashable, Sendable, Codable {
    /// The moment, in seconds from the slide's start.
    public var time: Double
    /// The contrast ratio that nine tenths of the letters' edges reach, 1 to 21 (WCAG 2.2, contrast ratio); nil if too
    /// little of the letters is visible.
    ///
    /// People can still read a text with a tenth of its edges lost, but not all of a text that has lost more.
    public var ratio: Double?
    /// The share of the letters that other overlays cover, 0 to 1.
    public var coveredShare: Double

    public init(time: Double, ratio: Double?, coveredShare: Double = 0) {
        self.time = time
        self.ratio = ratio
        self.coveredShare = coveredShare
    }
}

extension LetterContrast {
    /// Measures a text in a frame.
    ///
    /// Compares the pixels of each letter with those just outside it. These show an outline, a shadow or a background,
    /// all of which help, or else the picture.
    ///
    /// - Parameters:
    ///   - mask: where the letters are.
    ///   - colors: the frame as `rgb24`.
    init(of mask: LetterMask, in colors: borrowing Frame, at time: Double) {
        precondition(colors.format == .rgb24)
        // A soft edge is at least two pixels wide, however small the canvas is.
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

    /// How wide a letter's soft edge may be, in pixels of a canvas 1080 wide. The pixel just beyond it shows what
    /// surrounds the letter, including an outline.
    private static let reach = 4.0
    /// Fewer pairs of pixels do not make a letter.
    private static let fewest = 16
}

/// Finds the pixels of a packed picture with three bytes per pixel.
private struct Pixels {
    let width: Int
    let height: Int
    let stride: Int

    /// Nil outside the picture.
    func offset(_ x: Int, _ y: Int) -> Int? {
        x >= 0 && x < width && y >= 0 && y < height ? y * stride + 3 * x : nil
    }
}

extension LetterMask {
    fileprivate func isLetter(_ x: Int, _ y: Int) -> Bool {
        let index = y * width + x
        return coverage[index] >= Self.solid && !isCovered[index]
    }

    /// How many steps in a direction lead out of a letter and across its soft edge; nil if they lead into a letter or
    /// under another overlay, or if they are too many.
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

    /// Below this coverage, a letter's colour changes no ratio by a tenth.
    private static let nothing: UInt8 = 4
}

/// Relative luminance, as WCAG 2.2 defines it.
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
