extension ColorLUT {
    /// The cell of chroma in which a block of four lumas lies, and how much each of its corners counts.
    struct Block {
        /// The cell's number; each has a column of cells of luma.
        let column: Int
        /// The corners' weights, twice; their sum is 1 << ``weightBits``.
        fileprivate let weights: SIMD8<Int16>

        /// - Parameters:
        ///   - blue: the position of C'B, see ``ChromaAxis/positions``.
        ///   - red: the position of C'R.
        @inline(__always)
        init(blue: UInt16, red: UInt16) {
            column = Int(blue >> 8) &<< redBits &+ Int(red >> 8)
            let (b, r) = (Int16(truncatingIfNeeded: blue & 0xff), Int16(truncatingIfNeeded: red & 0xff))
            let one = Int16(ChromaAxis.one)
            weights =
                SIMD8(one &- b, one &- b, b, b, one &- b, one &- b, b, b)
                &* SIMD8(one &- r, r, one &- r, r, one &- r, r, one &- r, r)
        }

        /// The values at the lower and the upper end of a cell of luma, for two cells.
        @inline(__always)
        func ends(_ first: Cell, _ second: Cell) -> SIMD4<Int32> {
            let (first, second) = (products(first, weights), products(second, weights))
            let even = SIMD4(lowHalf: first.evenHalf, highHalf: second.evenHalf)
            let odd = SIMD4(lowHalf: first.oddHalf, highHalf: second.oddHalf)
            return (even &+ odd) &>> 14
        }
    }

    /// Lines between the ends of four cells of luma.
    ///
    /// - Parameter shares: how much the upper ends count, in sixteenths.
    /// - Returns: 8-bit codes.
    @inline(__always)
    static func between(
        _ first: SIMD4<Int32>, _ second: SIMD4<Int32>, shares: SIMD4<Int16>
    ) -> SIMD4<UInt8> {
        let ends = SIMD8<Int16>(truncatingIfNeeded: SIMD8<Int32>(lowHalf: first, highHalf: second))
        var weights = SIMD8<Int16>()
        weights.evenHalf = 16 &- shares
        weights.oddHalf = shares
        let sums = products(ends, weights)
        let half: Int32 = 1 << (fractionBits + 3)
        return SIMD4<UInt8>(truncatingIfNeeded: (sums &+ half) &>> Int32(fractionBits + 4))
    }

    @inline(__always)
    static func between2(_ ends: SIMD4<Int32>, _ share: Int) -> (UInt8, UInt8) {
        let blue = Int(ends[0]) &* (16 &- share) &+ Int(ends[1]) &* share
        let red = Int(ends[2]) &* (16 &- share) &+ Int(ends[3]) &* share
        let half = 1 << (fractionBits + 3)
        return (
            UInt8(truncatingIfNeeded: (blue &+ half) &>> (fractionBits + 4)),
            UInt8(truncatingIfNeeded: (red &+ half) &>> (fractionBits + 4))
        )
    }

    /// Products of lanes, those of neighbours added: `pmaddwd`.
    @inline(__always)
    private static func products(_ a: SIMD8<Int16>, _ b: SIMD8<Int16>) -> SIMD4<Int32> {
        SIMD4<Int32>(truncatingIfNeeded: a.evenHalf) &* SIMD4<Int32>(truncatingIfNeeded: b.evenHalf)
            &+ SIMD4<Int32>(truncatingIfNeeded: a.oddHalf) &* SIMD4<Int32>(truncatingIfNeeded: b.oddHalf)
    }
}
