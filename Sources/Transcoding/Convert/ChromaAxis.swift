/// The places along one axis of chroma at which a ``ColorLUT`` knows its colours.
///
/// They lie closer together near grey, where eyes see small differences and most of a picture lies.
struct ChromaAxis: Sendable {
    /// Cells between the places.
    static let cells = 16
    /// The weight that stands for 1 within a cell.
    static let one = 128

    /// For each code of 10 bits the cell in which it lies, times 256, plus the weight of the cell's
    /// upper end.
    let positions: [UInt16]

    /// - Parameter quantization: of the source's codes, with 10 bits.
    init(_ quantization: Quantization) {
        positions = (0..<1024).map { code in
            let value = (Double(code) - quantization.chromaOffset) / quantization.chromaScale
            var cell = 0
            while cell < Self.cells - 1, value >= Self.value(at: cell + 1) { cell += 1 }
            let (low, high) = (Self.value(at: cell), Self.value(at: cell + 1))
            let share = min(max((value - low) / (high - low), 0), 1)
            return UInt16(cell << 8 | Int((share * Double(Self.one)).rounded()))
        }
    }

    /// The chroma at the lower end of a cell, in -0.5…0.5.
    static func value(at cell: Int) -> Double {
        let half = Double(cells) / 2
        let distance = (Double(cell) - half) / half
        // Of the exponents 1.5, 2 and 2.5, this one came closest on real clips in HLG and PQ.
        return 0.5 * distance * distance.magnitude
    }
}
