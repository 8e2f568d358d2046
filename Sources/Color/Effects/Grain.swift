internal import Libav

/// Film grain: noise in luma, strongest in mid-tones, none in black and white.
///
/// The noise is one tile made from a fixed seed, and its offset in each picture depends only on the frame's index. So
/// repeated exports are identical.
struct Grain: Sendable {
    /// Elements of a side of the tile; a power of two.
    private static let side = 256
    private static let mask = side - 1
    /// The standard deviation that the strongest grain adds in mid-tones, in codes.
    private static let deviation = 16.0
    /// The standard deviation of the numbers in the tile; three times that fits 8 bits.
    private static let unit = 40.0

    /// The weight of a sample halfway between black and white.
    private static let midWeight = 187.0 / 256

    /// Noise of standard deviation ``unit``, twice as wide as high: each row repeats, which lets a read start anywhere.
    private let tile: [Int8]
    /// The factor for the weighted noise, in 256ths.
    private let strength: Int16

    /// - Parameter amount: 0…1.
    init(amount: Double) {
        strength = Int16((amount * Self.deviation / (Self.unit * Self.midWeight) * 256).rounded())
        tile = Self.noise()
    }

    /// Mixes each point of the noise with its neighbours, because grains are somewhat larger than pixels.
    private static func noise() -> [Int8] {
        var seed: UInt64 = 1977
        // The sum of four uniform distributions is close enough to a normal distribution.
        let white = (0..<side * side).map { _ in
            let bits = mixed(&seed)
            return (0..<4).reduce(-2) { $0 + Double(bits >> UInt64(16 * $1) & 0xffff) / 65_536 }
        }
        func at(_ column: Int, _ row: Int) -> Double {
            white[(row & mask) * side + (column & mask)]
        }
        // The variance of a uniform distribution of width 1 is 1/12; mixing multiplies it by 0.36 + 4 × 0.16².
        let mixVariance = (0.6 * 0.6 + 4 * 0.16 * 0.16) * 4 / 12
        let scale = unit / mixVariance.squareRoot()
        var tile: [Int8] = []
        for row in 0..<side {
            for column in 0..<2 * side {
                let around =
                    at(column - 1, row) + at(column + 1, row) + at(column, row - 1)
                    + at(column, row + 1)
                let value = (0.6 * at(column, row) + 0.16 * around) * scale
                tile.append(Int8(min(max(value.rounded(), -127), 127)))
            }
        }
        return tile
    }

    /// SplitMix64.
    private static func mixed(_ state: inout UInt64) -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var bits = (state ^ (state >> 30)) &* 0xbf58_476d_1ce4_e5b9
        bits = (bits ^ (bits >> 27)) &* 0x94d0_49bb_1331_11eb
        return bits ^ (bits >> 31)
    }

    /// Adds grain to a picture.
    ///
    /// - Parameters:
    ///   - frame: ``Libav/PixelFormat/yuv420p``; its data has no other reference.
    ///   - index: the output frame's index; each frame has different grain.
    func apply(to frame: inout Frame, index: Int) {
        var seed = UInt64(truncatingIfNeeded: index)
        let bits = Self.mixed(&seed)
        let (left, top) = (Int(bits & 255), Int(bits >> 8 & 255))
        frame.withMutablePlane(0) { samples, layout in
            for row in 0..<layout.height {
                let line = (row + top) & Self.mask
                for start in stride(from: 0, to: layout.width, by: Self.side) {
                    add(
                        line * 2 * Self.side + left, to: &samples, at: row * layout.stride + start,
                        count: min(Self.side, layout.width - start))
                }
            }
        }
    }

    private func add(_ from: Int, to samples: inout MutableSpan<UInt8>, at start: Int, count: Int) {
        let noise = tile.span
        precondition(
            from >= 0 && from + count <= noise.count && start >= 0 && start + count <= samples.count)
        for place in 0..<count {
            let sample = Int16(samples[start &+ place])
            // From 0 at black and white to 187 halfway.
            let weight = (max(sample &- 16, 0) &* max(235 &- sample, 0)) &>> 6
            // 187 × 127 fits 16 bits.
            let part = (weight &* Int16(noise[from &+ place])) &>> 8
            let sum = Int32(part) &* Int32(strength)
            let grained = Int32(sample) &+ (sum &+ 128) &>> 8
            samples[start &+ place] = UInt8(truncatingIfNeeded: min(max(grained, 0), 255))
        }
    }
}
