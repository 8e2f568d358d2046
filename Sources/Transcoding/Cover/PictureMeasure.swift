internal import Libav

/// How well a picture serves as a cover.
struct PictureMeasure: Hashable {
    /// The share of samples that are clearly brighter than black, 0 to 1.
    let litShare: Double
    /// The mean contrast between a sample and its four neighbours, in code values.
    let sharpness: Double

    /// A white title on black lights a hundredth of the samples.
    var isBlack: Bool { litShare < 0.01 }

    /// The code value from which a sample counts as lit: twice limited range's black (16).
    private static let lit: UInt8 = 32
    /// The distance in columns and rows between the samples that it looks at; a sixteenth of all samples is plenty.
    private static let step = 4

    /// - Parameter picture: planar, with 8-bit luma.
    init(_ picture: borrowing Frame) {
        var lit = 0
        var contrast = 0
        var count = 0
        picture.withPlane(0) { luma, layout in
            for y in stride(from: 1, to: layout.height - 1, by: Self.step) {
                let row = y * layout.stride
                for x in stride(from: 1, to: layout.width - 1, by: Self.step) {
                    let at = row + x
                    let sample = luma[at]
                    if sample >= Self.lit { lit += 1 }
                    let neighbours =
                        Int(luma[at - 1]) + Int(luma[at + 1]) + Int(luma[at - layout.stride])
                        + Int(luma[at + layout.stride])
                    contrast += abs(4 * Int(sample) - neighbours)
                    count += 1
                }
            }
        }
        litShare = Double(lit) / Double(max(1, count))
        sharpness = Double(contrast) / 4 / Double(max(1, count))
    }
}
