/// Reads the number that each frame of the `flash-beep` and `counter` fixtures carries.
public enum FrameCounter {
    /// The number in ten cells, lowest bit left, that fill the width of a luma picture above its
    /// lower edge.
    ///
    /// - Parameters x, y: The rectangle that the ten cells fill, in pixels.
    public static func number(in raster: Raster, x: Range<Int>, y: Range<Int>) -> Int {
        let side = Double(x.count) / 10
        let inset = max(1, y.count / 4)
        return (0..<10).reduce(0) { number, bit in
            let left = x.lowerBound + Int(side * (Double(bit) + 0.3))
            let right = x.lowerBound + Int(side * (Double(bit) + 0.7))
            let mean = raster.mean(
                x: left..<max(left + 1, right), y: y.lowerBound + inset..<y.upperBound - inset)
            return mean > 125 ? number | 1 << bit : number
        }
    }

    /// The numbers of all frames of a 9:16 clip that shows a `flash-beep` fixture in full.
    public static func numbers(of path: String) async throws -> [Int] {
        // The cells are 18 of 320 pixels high: 9 of 160.
        try await FrameGrab.rasters(of: path, width: 90, height: 160).map {
            number(in: $0, x: 0..<90, y: 151..<160)
        }
    }
}
