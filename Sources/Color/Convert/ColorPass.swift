package import Libav

/// The one pass over a clip's pictures that turns them and makes BT.709 in limited range of their
/// colours.
///
/// Everything that is to happen to the colours is baked into it once per clip; what it costs per picture
/// depends on how much has to change: nothing but copying, an affine map of codes, or a table.
package struct ColorPass: Sendable {
    private enum Change {
        case none
        case affine(AffineColor)
        case table(ColorLUT)
    }

    private let change: Change

    /// Whether colours stay as they are.
    var isIdentity: Bool {
        if case .none = change { true } else { false }
    }

    /// - Parameters:
    ///   - source: what the samples mean, resolved (``Libav/Colorimetry/resolved(width:height:isRGB:)``).
    ///   - bitDepth: bits of the samples that ``apply(_:orientation:to:atX:atY:)`` gets, 8 or 10.
    ///   - grade: what happens to the colours besides.
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

    /// Writes a picture onto a canvas, upright and with its colours changed.
    ///
    /// - Parameters:
    ///   - source: the stored picture, ``Libav/PixelFormat/yuv420p`` or `yuv420p10`, by its bit depth.
    ///   - orientation: how it is turned to be upright.
    ///   - canvas: takes the picture, ``Libav/PixelFormat/yuv420p``; its data has no other reference.
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
