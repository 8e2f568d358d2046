package import Libav

/// The single pass over a clip's pictures that turns them and converts their colours to BT.709 in limited range.
///
/// All changes of colour are baked in once per clip. The cost per picture depends on how much changes: copying, an
/// affine map of codes, or a table lookup.
package struct ColorPass: Sendable {
    private enum Change {
        case none
        case affine(AffineColor)
        case table(ColorLUT)
    }

    private let change: Change

    /// Whether colours stay unchanged.
    var isIdentity: Bool {
        if case .none = change { true } else { false }
    }

    /// - Parameters:
    ///   - source: the resolved colorimetry of the samples (``Libav/Colorimetry/resolved(width:height:isRGB:)``).
    ///   - bitDepth: bits of the samples that ``apply(_:orientation:to:atX:atY:)`` gets, 8 or 10.
    ///   - grade: a grade to apply as well.
    package init(from source: Colorimetry, bitDepth: Int, grade: ColorGrade = .identity) {
        let transform = ColorTransform(from: source, grade: grade)
        change =
            if bitDepth > 8 || !transform.isLinear {
                .table(
                    ColorLUT(
                        transform, range: source.range, bitDepth: bitDepth,
                        density: grade.isIdentity ? .coarse : .fine))
            } else if source.range != .full, source.matrix == .bt709 {
                .none
            } else {
                .affine(AffineColor(transform, from: Quantization(range: source.range, bitDepth: 8)))
            }
    }

    /// Converts a picture's colours, turns it upright and writes it onto a canvas.
    ///
    /// - Parameters:
    ///   - source: the stored picture, ``Libav/PixelFormat/yuv420p`` or `yuv420p10`, depending on its bit depth.
    ///   - orientation: how to turn the picture upright.
    ///   - canvas: receives the picture, ``Libav/PixelFormat/yuv420p``; its data has no other reference.
    ///   - x: the leftmost column of the canvas that is written, even.
    ///   - y: the topmost row of the canvas that is written, even.
    /// - Precondition: the turned picture lies in the canvas.
    package func apply(
        _ source: borrowing Frame, orientation: Orientation, to canvas: inout Frame, atX x: Int, atY y: Int
    ) {
        if case .table(let table) = change {
            table.apply(source, orientation: orientation, to: &canvas, atX: x, atY: y)
            return
        }
        PlaneTurner(orientation: orientation).copy(source, to: &canvas, atX: x, atY: y)
        if case .affine(let affine) = change {
            let (width, height) =
                orientation.swapsAxes ? (source.height, source.width) : (source.width, source.height)
            affine.apply(to: &canvas, in: PixelRect(x: x, y: y, width: width, height: height))
        }
    }
}
