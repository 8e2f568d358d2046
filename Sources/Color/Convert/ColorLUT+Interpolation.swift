extension ColorLUT {
    /// The cell of chroma in which a block of four lumas lies, and the weights of the cell's corners.
    struct Block {
        /// The cell's number.
        private let column: Int
        /// The weights of the four corners, twice. Four weights add up to ``ChromaAxis/one`` squared.
        private let weights: SIMD8<Int16>

        /// - Parameters:
        ///   - blue: the position of C'B, see ``ChromaAxis/positions``.
        ///   - red: the position of C'R.
        ///   - axis: cells along each axis of chroma; here and below, the compiler sees a constant.
        @inline(__always)
        init(blue: UInt16, red: UInt16, axis: Int) {
            column = Int(blue >> 8) &* axis &+ Int(red >> 8)
            let (b, r) = (Int16(truncatingIfNeeded: blue & 0xff), Int16(truncatingIfNeeded: red & 0xff))
            let one = Int16(ChromaAxis.one)
            weights =
                SIMD8(one &- b, one &- b, b, b, one &- b, one &- b, b, b)
                &* SIMD8(one &- r, r, one &- r, r, one &- r, r, one &- r, r)
        }

        /// The output's lumas of the block.
        ///
        /// - Parameters:
        ///   - codes: the source's lumas, upper left, upper right, lower left, lower right.
        ///   - cells: ``ColorLUT/luma``.
        @inline(__always)
        func luma(_ codes: SIMD4<UInt16>, _ cells: Span<Cell>, axis: Int) -> SIMD4<UInt8> {
            let first = column &<< lumaBits
            let mask = lumaCells(axis) &- 1
            let upper = ends(
                cells[(first &+ Int(codes[0] &>> 4)) & mask], cells[(first &+ Int(codes[1] &>> 4)) & mask])
            let lower = ends(
                cells[(first &+ Int(codes[2] &>> 4)) & mask], cells[(first &+ Int(codes[3] &>> 4)) & mask])
            return between(upper, lower, shares: SIMD4(truncatingIfNeeded: codes & 15))
        }

        /// The output's chroma, blue and red.
        ///
        /// - Parameters:
        ///   - code: the sum of the block's four source lumas.
        ///   - cells: ``ColorLUT/chroma``.
        @inline(__always)
        func chroma(_ code: UInt16, _ cells: Span<Cell>, axis: Int) -> SIMD2<UInt8> {
            let first = (column &<< chromaBits &+ Int(code &>> 8)) &* 2
            let mask = chromaCells(axis) &- 1
            let both = ends(cells[first & mask], cells[(first &+ 1) & mask])
            let share = Int16(truncatingIfNeeded: (code &>> 4) & 15)
            return between(both, both, shares: SIMD4(repeating: share)).lowHalf
        }

        /// The values at the lower and the upper end of luma in two cells.
        @inline(__always)
        private func ends(_ first: Cell, _ second: Cell) -> SIMD4<Int32> {
            let (first, second) = (products(first, weights), products(second, weights))
            let even = SIMD4(lowHalf: first.evenHalf, highHalf: second.evenHalf)
            let odd = SIMD4(lowHalf: first.oddHalf, highHalf: second.oddHalf)
            return (even &+ odd) &>> 14  // ChromaAxis.one squared
        }
    }

    /// Interpolates between the ends of four cells of luma, giving 8-bit codes.
    ///
    /// - Parameters:
    ///   - first: lower and upper end of two cells.
    ///   - second: the same of two more.
    ///   - shares: the weights of the upper ends, in sixteenths.
    @inline(__always)
    private static func between(
        _ first: SIMD4<Int32>, _ second: SIMD4<Int32>, shares: SIMD4<Int16>
    ) -> SIMD4<UInt8> {
        let ends = SIMD8(
            lowHalf: SIMD4<Int16>(truncatingIfNeeded: first),
            highHalf: SIMD4<Int16>(truncatingIfNeeded: second))
        var weights = SIMD8<Int16>()
        weights.evenHalf = 16 &- shares
        weights.oddHalf = shares
        let half: Int32 = 1 << (fractionBits + 3)
        let codes = (products(ends, weights) &+ half) &>> Int32(fractionBits + 4)
        return SIMD4<UInt8>(truncatingIfNeeded: codes)
    }

    /// Multiplies lane by lane, and adds the products of neighbouring lanes.
    @inline(__always)
    private static func products(_ a: SIMD8<Int16>, _ b: SIMD8<Int16>) -> SIMD4<Int32> {
        SIMD4<Int32>(truncatingIfNeeded: a.evenHalf) &* SIMD4<Int32>(truncatingIfNeeded: b.evenHalf)
            &+ SIMD4<Int32>(truncatingIfNeeded: a.oddHalf) &* SIMD4<Int32>(truncatingIfNeeded: b.oddHalf)
    }
}
