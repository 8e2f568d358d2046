internal import Libav

/// Converts 8-bit codes from one matrix and range to another without changing light, which is an affine map.
///
/// Grey stays grey with any matrix, so chroma never depends on luma.
struct AffineColor: Hashable, Sendable {
    /// Fractional bits. With one bit for the sign and one for factors up to 2, factors still fit 16-bit numbers, which
    /// the compiler multiplies fastest.
    private static let fractionBits: Int32 = 13

    /// How much a source's luma, blue and red add to an output component, and a constant offset.
    private struct Row: Hashable {
        let luma: Int16
        let blue: Int16
        let red: Int16
        let offset: Int32
    }

    private let luma: Row
    private let blue: Row
    private let red: Row

    /// - Precondition: `transform` is linear.
    init(_ transform: ColorTransform, from source: Quantization) {
        precondition(transform.isLinear, "light has to be changed")
        func codes(_ codes: SIMD3<Double>) -> SIMD3<Double> {
            Quantization.output.codes(transform(source.values(codes)))
        }
        let one = Double(1 << Self.fractionBits)
        let origin = codes(.zero)
        func factor(_ unit: SIMD3<Double>) -> SIMD3<Int16> {
            SIMD3<Int16>(((codes(unit) - origin) * one).rounded(.toNearestOrAwayFromZero))
        }
        let (y, u, v) = (factor(SIMD3(1, 0, 0)), factor(SIMD3(0, 1, 0)), factor(SIMD3(0, 0, 1)))
        let offset = SIMD3<Int32>((origin * one).rounded(.toNearestOrAwayFromZero)) &+ Int32(one / 2)
        luma = Row(luma: y.x, blue: u.x, red: v.x, offset: offset.x)
        blue = Row(luma: 0, blue: u.y, red: v.y, offset: offset.y)
        red = Row(luma: 0, blue: u.z, red: v.z, offset: offset.z)
    }

    /// Changes a part of a picture in place.
    ///
    /// - Parameters:
    ///   - canvas: the picture, ``Libav/PixelFormat/yuv420p``.
    ///   - part: the part to change; its origin lies on a whole chroma sample.
    func apply(to canvas: inout Frame, in part: PixelRect) {
        let (left, columns) = (part.x / 2, (part.width + 1) / 2)
        canvas.withMutableYUV { y, u, v, layout in
            var terms = [Int32](repeating: 0, count: columns)
            for row in part.y / 2..<(part.y + part.height + 1) / 2 {
                let start = row * layout.chroma.stride + left
                addTerms(to: &terms, u.span, v.span, from: start)
                for line in 2 * row..<min(2 * row + 2, part.y + part.height) {
                    convertLuma(&y, from: line * layout.luma.stride + part.x, count: part.width, terms.span)
                }
                convertChroma(&u, &v, from: start, count: columns)
            }
        }
    }

    /// Computes what chroma and offset add to the lumas of each block in a row.
    private func addTerms(
        to terms: inout [Int32], _ u: Span<UInt8>, _ v: Span<UInt8>, from start: Int
    ) {
        precondition(start >= 0 && start + terms.count <= min(u.count, v.count))
        for column in terms.indices {
            let (u, v) = (Int16(u[start &+ column]), Int16(v[start &+ column]))
            terms[column] =
                Int32(u) &* Int32(luma.blue) &+ Int32(v) &* Int32(luma.red) &+ luma.offset
        }
    }

    private func convertLuma(
        _ y: inout MutableSpan<UInt8>, from start: Int, count: Int, _ terms: Span<Int32>
    ) {
        precondition(start >= 0 && start + count <= y.count && count <= 2 * terms.count)
        for column in 0..<count / 2 {
            let place = start &+ 2 &* column
            let term = terms[column]
            y[place] = Self.code(Int32(Int16(y[place])) &* Int32(luma.luma) &+ term)
            y[place &+ 1] = Self.code(Int32(Int16(y[place &+ 1])) &* Int32(luma.luma) &+ term)
        }
        if count % 2 == 1 {
            let place = start + count - 1
            y[place] = Self.code(Int32(y[place]) &* Int32(luma.luma) &+ terms[count / 2])
        }
    }

    private func convertChroma(
        _ u: inout MutableSpan<UInt8>, _ v: inout MutableSpan<UInt8>, from start: Int, count: Int
    ) {
        precondition(start >= 0 && start + count <= min(u.count, v.count))
        for place in start..<start &+ count {
            let (b, r) = (Int32(Int16(u[place])), Int32(Int16(v[place])))
            u[place] = Self.code(b &* Int32(blue.blue) &+ r &* Int32(blue.red) &+ blue.offset)
            v[place] = Self.code(b &* Int32(red.blue) &+ r &* Int32(red.red) &+ red.offset)
        }
    }

    @inline(__always)
    private static func code(_ sum: Int32) -> UInt8 {
        UInt8(truncatingIfNeeded: min(max(sum &>> fractionBits, 0), 255))
    }
}
