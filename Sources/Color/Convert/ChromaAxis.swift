internal import Foundation

/// The places along one axis of chroma at which a ``ColorLUT`` knows its colours.
///
/// They lie closer together near grey, where eyes see small differences and most of a picture lies.
struct ChromaAxis: Sendable {
    /// How closely the places lie.
    enum Density: Sendable {
        /// For conversions, which are smooth.
        case coarse
        /// For grades, which bend and cut colours off: with coarse places, strong ones are wrong by up to
        /// 12 codes in saturated colours, with fine ones by up to 5.
        case fine

        /// Cells between the places, a power of two.
        @inline(__always) var cells: Int { self == .coarse ? 16 : 32 }

        /// How fast the distances grow from grey on. Of 1.5, 2 and 2.5, 2 came closest for real clips in
        /// HLG and PQ; of 1, 1.5 and 2, 1.5 for all looks on all colours of the gamut, with grey and skin
        /// still better than with 1.
        fileprivate var exponent: Double { self == .coarse ? 2 : 1.5 }
    }

    /// The weight that stands for 1 within a cell.
    static let one = 128

    /// For each code of 10 bits the cell in which it lies, times 256, plus the weight of the cell's
    /// upper end.
    let positions: [UInt16]
    let density: Density

    /// - Parameter quantization: of the source's codes, with 10 bits.
    init(_ quantization: Quantization, density: Density) {
        self.density = density
        positions = (0..<1024).map { code in
            let value = (Double(code) - quantization.chromaOffset) / quantization.chromaScale
            var cell = 0
            while cell < density.cells - 1, value >= density.value(at: cell + 1) { cell += 1 }
            let (low, high) = (density.value(at: cell), density.value(at: cell + 1))
            let share = min(max((value - low) / (high - low), 0), 1)
            return UInt16(cell << 8 | Int((share * Double(Self.one)).rounded()))
        }
    }
}

extension ChromaAxis.Density {
    /// The chroma at the lower end of a cell, in -0.5…0.5.
    func value(at cell: Int) -> Double {
        let half = Double(cells) / 2
        let distance = (Double(cell) - half) / half
        return 0.5 * (distance < 0 ? -pow(-distance, exponent) : pow(distance, exponent))
    }
}
