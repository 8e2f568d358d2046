internal import Foundation

/// The table of colours in a `.cube` file: curves for each channel, a cube of colours, or both.
///
/// If there are both, the curves apply first, and the cube looks up their results.
public struct ColorCube: Hashable, Sendable {
    /// Colours at regular points, and the inputs at the first and the last point.
    struct Table: Hashable, Sendable {
        /// Points along an axis, at least 2.
        var size: Int
        /// In a cube, red changes fastest, then green, then blue.
        var colors: [SIMD3<Float>]
        var domain: ClosedDomain = ClosedDomain()
    }

    /// The inputs at the first and the last point of a table.
    struct ClosedDomain: Hashable, Sendable {
        var lower = SIMD3<Float>.zero
        /// Above ``lower`` in each channel.
        var upper = SIMD3<Float>.one
    }

    /// Curves for each channel separately.
    let curves: Table?
    /// A cube for all three channels together.
    let cube: Table?

    /// The colour that replaces another.
    ///
    /// - Parameter color: R'G'B'; values outside the table's domain count as its nearest edge.
    func callAsFunction(_ color: SIMD3<Double>) -> SIMD3<Double> {
        var color = SIMD3<Float>(color)
        if let curves { color = curves.curved(color) }
        if let cube { color = cube.tetrahedral(color) }
        return SIMD3<Double>(color)
    }
}

extension ColorCube.Table {
    /// Positions in the table, from 0 to `size - 1`.
    private func positions(_ color: SIMD3<Float>) -> SIMD3<Float> {
        let last = Float(size - 1)
        let shares = (color - domain.lower) / (domain.upper - domain.lower)
        return (shares * last).clamped(lowerBound: .zero, upperBound: SIMD3(repeating: last))
    }

    /// Interpolates each channel linearly between its neighbours.
    fileprivate func curved(_ color: SIMD3<Float>) -> SIMD3<Float> {
        let positions = positions(color)
        var result = SIMD3<Float>()
        for channel in 0..<3 {
            let low = min(Int(positions[channel]), size - 2)
            let (first, second) = (colors[low][channel], colors[low + 1][channel])
            result[channel] = first + (second - first) * (positions[channel] - Float(low))
        }
        return result
    }

    /// The weighted mean of the four corners of the tetrahedron that contains the colour.
    ///
    /// The corners lie on a path from the cell's black corner to its white one, first along the axis with the largest
    /// share, then the next, then the last. So a grey depends only on greys.
    fileprivate func tetrahedral(_ color: SIMD3<Float>) -> SIMD3<Float> {
        let positions = positions(color)
        let last = SIMD3(repeating: Float(size - 2))
        let low = positions.rounded(.down).clamped(lowerBound: .zero, upperBound: last)
        let shares = positions - low
        let steps = SIMD3(1, size, size * size)
        let start = Int(low.x) + Int(low.y) * steps.y + Int(low.z) * steps.z
        var axes = (0, 1, 2)
        if shares[axes.0] < shares[axes.1] { swap(&axes.0, &axes.1) }
        if shares[axes.1] < shares[axes.2] { swap(&axes.1, &axes.2) }
        if shares[axes.0] < shares[axes.1] { swap(&axes.0, &axes.1) }
        let second = start + steps[axes.0]
        let third = second + steps[axes.1]
        let fourth = third + steps[axes.2]
        let (a, b, c) = (shares[axes.0], shares[axes.1], shares[axes.2])
        return colors[start] * (1 - a) + colors[second] * (a - b) + colors[third] * (b - c)
            + colors[fourth] * c
    }
}
