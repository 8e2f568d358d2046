/// The filter that weights sound by how loud people hear it, for one channel at 48 kHz.
///
/// Two second-order filters, a shelf that models the head and a high pass: ITU-R BS.1770-4, Annex 1, tables 1 and 2.
struct KWeighting {
    static let sampleRate = 48_000

    private var shelf = Biquad(
        b0: 1.53512485958697, b1: -2.69169618940638, b2: 1.19839281085285,
        a1: -1.69065929318241, a2: 0.73248077421585)
    private var highPass = Biquad(b0: 1, b1: -2, b2: 1, a1: -1.99004745483398, a2: 0.99007225036621)

    /// Filters the next samples.
    ///
    /// - Returns: the sum of their squares.
    mutating func energy(of samples: ArraySlice<Float>) -> Double {
        var sum = 0.0
        for sample in samples {
            let weighted = highPass.filter(shelf.filter(Double(sample)))
            sum += weighted * weighted
        }
        return sum
    }
}

/// A second-order filter, in transposed direct form II.
private struct Biquad {
    let b0: Double
    let b1: Double
    let b2: Double
    let a1: Double
    let a2: Double
    private var z1 = 0.0
    private var z2 = 0.0

    init(b0: Double, b1: Double, b2: Double, a1: Double, a2: Double) {
        (self.b0, self.b1, self.b2, self.a1, self.a2) = (b0, b1, b2, a1, a2)
    }

    mutating func filter(_ input: Double) -> Double {
        let output = b0 * input + z1
        z1 = b1 * input - a1 * output + z2
        z2 = b2 * input - a2 * output
        return output
    }
}
