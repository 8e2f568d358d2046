internal import Libav

/// A square of a plane that is being turned.
///
/// As in ``ColorBlock``, sizes are part of the types and indices are masked to them, which makes bounds checks
/// unnecessary. Pictures are read and written along their rows; only the small square is accessed across rows.
struct TurningTile: ~Copyable {
    /// Columns and rows.
    static let side = 64

    private var source = InlineArray<4096, UInt8>(repeating: 0)  // side × side
    private var target = InlineArray<4096, UInt8>(repeating: 0)

    mutating func load(_ plane: Span<UInt8>, _ layout: PlaneLayout, _ part: PixelRect) {
        for row in 0..<part.height {
            let (from, to) = ((part.y + row) * layout.stride + part.x, row * Self.side)
            precondition(from >= 0 && from + part.width <= plane.count)
            for column in 0..<part.width { source[(to &+ column) & 4095] = plane[from &+ column] }
        }
    }

    /// Turns the whole square, even if less was loaded. The steps reach each element of the target once, so unloaded
    /// samples overwrite no loaded ones.
    mutating func turn(_ steps: TurningSteps) {
        let source = source.span
        for row in 0..<Self.side {
            let (from, to) = (row &* Self.side, steps.start &+ row &* steps.row)
            for column in 0..<Self.side {
                target[(to &+ column &* steps.column) & 4095] = source[(from &+ column) & 4095]
            }
        }
    }

    func store(
        _ plane: inout MutableSpan<UInt8>, _ layout: PlaneLayout, _ origin: Int, _ part: PixelRect
    ) {
        let target = target.span
        for row in 0..<part.height {
            let (from, to) = (row * Self.side, origin + (part.y + row) * layout.stride + part.x)
            precondition(to >= 0 && to + part.width <= plane.count)
            for column in 0..<part.width { plane[to &+ column] = target[(from &+ column) & 4095] }
        }
    }
}
