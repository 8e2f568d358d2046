internal import Foundation

/// The points along one axis of chroma at which a ``ColorLUT`` stores colours.
///
/// They lie closer together near grey, where eyes see small differences and most of a picture's colours lie.
struct ChromaAxis: Sendable {
    /// How close together the points lie.
    enum Density: Sendable {
        /// For conversions, which are smooth.
        case coarse
        /// For grades, which bend and clip colours. With coarse points, strong grades are off by up to 12 codes in
        /// saturated colours; with fine points, by up to 5.
        case fine

        /// The number of cells between the points, a power of two.
        @inline(__always) var cells: Int { self == .coarse ? 16 : 32 }

        /// How fast the distances grow away from grey. Coarse: of 1.5, 2 and 2.5, 2 was the most accurate for real
        /// clips in HLG and PQ. Fine: of 1, 1.5 and 2, 1.5 was the most accurate for all looks on all colours of the
        /// gamut, and still better than 1 for grey and skin.
        fileprivate var exponent: Double { self == .coarse ? 2 : 1.5 }
    }

    /// The weight that means 1 within a cell.
    static let one = 128

    /// For each 10-bit code, 256 times the index of its cell, plus the weight of the cell's upper end.
    let positions: [UInt16]
    let density: Density

    /// - Parameter quantization: the quantization of the source's codes, with 10 bits.
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
