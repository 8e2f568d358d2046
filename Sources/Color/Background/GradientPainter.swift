internal import Foundation
package import Libav
package import Story

/// Fills canvases with a gradient.
///
/// Colours are mixed as they are coded, as CSS Images 3, section 3.4, mixes those of sRGB. An ordered dither (Bayer, "An
/// Optimum Method for Two-Level Rendition of Continuous-Tone Pictures", 1973) hides the steps between code values, which
/// are wide bands where colours change slowly.
package struct GradientPainter: Sendable {
    private let gradient: BackgroundGradient
    /// For each plane, the code values at equal distances along the gradient, in 256ths.
    private let ramps: [[UInt16]]

    /// The number of entries of a ramp: more than there are code values, so that rounding is not seen.
    private static let rampSize = 2048

    package init(_ gradient: BackgroundGradient) {
        self.gradient = gradient
        let stops = gradient.stops.map { (at: $0.at, color: VideoColor($0.color)) }
        let colors = (0..<Self.rampSize).map { index in
            Self.color(at: Double(index) / Double(Self.rampSize - 1), stops)
        }
        ramps = (0..<3).map { plane in
            colors.map { UInt16(($0.component(plane) * 256).rounded()) }
        }
    }

    private static func color(at place: Double, _ stops: [(at: Double, color: VideoColor)]) -> VideoColor {
        guard let next = stops.firstIndex(where: { $0.at > place }) else {
            return stops[stops.count - 1].color
        }
        guard next > 0 else { return stops[0].color }
        let (from, to) = (stops[next - 1], stops[next])
        return from.color.mixed(with: to.color, (place - from.at) / (to.at - from.at))
    }

    /// Fills a canvas as the gradient is at a moment.
    ///
    /// - Parameters:
    ///   - canvas: ``Libav/PixelFormat/yuv420p``; its data has no other reference.
    ///   - seconds: from the slide's start.
    package func fill(_ canvas: inout Frame, at seconds: Double) {
        precondition(canvas.format == .yuv420p, "\(canvas.format) instead of yuv420p")
        let (width, height) = (Double(canvas.width), Double(canvas.height))
        let slope = GradientSlope(degrees: gradient.angle.value(at: seconds), width, height)
        let rings = GradientRings(
            x: gradient.x.value(at: seconds) * width, y: gradient.y.value(at: seconds) * height, width, height
        )
        for plane in 0..<3 {
            // Chroma samples lie two pixels apart.
            let step = plane == 0 ? 1.0 : 2.0
            let ramp = ramps[plane]
            canvas.withMutablePlane(plane) { samples, layout in
                for row in 0..<layout.height {
                    let y = (Double(row) + 0.5) * step
                    let dither = Self.bayer[row & 7]
                    switch gradient.shape {
                    case .linear:
                        Self.fill(
                            &samples, at: row * layout.stride, count: layout.width, ramp.span, dither.span
                        ) { column in slope.place(x: (Double(column) + 0.5) * step, y: y) }
                    case .radial:
                        Self.fill(
                            &samples, at: row * layout.stride, count: layout.width, ramp.span, dither.span
                        ) { column in rings.place(x: (Double(column) + 0.5) * step, y: y) }
                    }
                }
            }
        }
    }

    /// Fills one row.
    ///
    /// - Parameter place: where a column lies along the gradient.
    @inline(__always)
    private static func fill(
        _ samples: inout MutableSpan<UInt8>, at start: Int, count: Int, _ ramp: Span<UInt16>,
        _ dither: Span<UInt16>, place: (Int) -> Double
    ) {
        precondition(start + count <= samples.count && ramp.count == rampSize && dither.count == 8)
        for column in 0..<count {
            let index = Int(min(max(place(column), 0), 1) * Double(rampSize - 1) + 0.5)
            samples[start + column] = UInt8(truncatingIfNeeded: (ramp[index] &+ dither[column & 7]) >> 8)
        }
    }

    /// Rows of thresholds of an 8×8 matrix in 256ths, from 2 to 254.
    private static let bayer: [[UInt16]] = (0..<8).map { y in
        (0..<8).map { x in
            var rank: UInt16 = 0
            // The recursive definition of the matrix: bits of x ^ y and y, interleaved from the last to the first.
            for bit in 0..<3 {
                let shift = 2 * (2 - bit)
                rank |= UInt16((x ^ y) >> bit & 1) << (shift + 1) | UInt16(y >> bit & 1) << shift
            }
            return rank * 4 + 2
        }
    }
}

/// Where points lie along a linear gradient.
private struct GradientSlope {
    private let x: Double
    private let y: Double
    private let start: Double

    /// The gradient's line is just so long that the corners have the first and the last colour (CSS Images 3, section
    /// 3.1).
    init(degrees: Double, _ width: Double, _ height: Double) {
        let (sine, cosine) = (sin(degrees * .pi / 180), cos(degrees * .pi / 180))
        let length = abs(width * sine) + abs(height * cosine)
        x = sine / length
        y = -cosine / length
        start = 0.5 - x * width / 2 - y * height / 2
    }

    @inline(__always)
    func place(x column: Double, y row: Double) -> Double { start + x * column + y * row }
}

/// Where points lie along a radial gradient, which ends at the farthest corner (CSS Images 3, section 3.2).
private struct GradientRings {
    private let x: Double
    private let y: Double
    private let scale: Double

    init(x: Double, y: Double, _ width: Double, _ height: Double) {
        self.x = x
        self.y = y
        let (farX, farY) = (max(abs(x), abs(width - x)), max(abs(y), abs(height - y)))
        scale = 1 / (farX * farX + farY * farY).squareRoot()
    }

    @inline(__always)
    func place(x column: Double, y row: Double) -> Double {
        let (dx, dy) = (column - x, row - y)
        return (dx * dx + dy * dy).squareRoot() * scale
    }
}
