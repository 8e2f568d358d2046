package import Libav
package import Story

/// Renders a part of a picture whose edges lie between samples.
///
/// It interpolates bilinearly: a small move of the part changes every sample a little, and nothing jumps from pixel to
/// pixel. When it scales down, each target sample is a mean of all source samples around it.
package struct SubpixelSampler {
    /// Two source rows blended into one, in 256ths.
    private var row: [UInt16] = []
    private var means = MeanSampler()

    package init() {}

    /// The largest distance between target samples, in source samples, at which bilinear interpolation still leaves out
    /// no visible detail: it reads only two source samples for each.
    private static let largestStep = 1.15

    /// Fills the whole of `target` with a part of `source`.
    ///
    /// The window covers the same part of each plane, as if chroma samples lay in the middle of their four pixels. At
    /// scales near 1 the difference to other sitings is a few hundredths of a pixel.
    ///
    /// - Precondition: both are planar 4:2:0 with 8 bits a sample, and the target's data has no
    ///   other reference.
    package mutating func render(
        _ window: NormalizedRect, of source: borrowing Frame, into target: inout Frame
    ) {
        precondition(source.format == .yuv420p && target.format == .yuv420p)
        for plane in 0..<3 {
            source.withPlane(plane) { samples, layout in
                target.withMutablePlane(plane) { output, outputLayout in
                    let columns = SamplePositions(
                        count: outputLayout.width, start: window.x, length: window.width, in: layout.width)
                    let rows = SamplePositions(
                        count: outputLayout.height, start: window.y, length: window.height, in: layout.height)
                    if max(columns.step, rows.step) > Self.largestStep {
                        means.render(samples, layout, into: &output, outputLayout, window)
                    } else {
                        render(samples, layout, into: &output, outputLayout, columns, rows)
                    }
                }
            }
        }
    }

    private mutating func render(
        _ samples: Span<UInt8>, _ layout: PlaneLayout, into output: inout MutableSpan<UInt8>,
        _ outputLayout: PlaneLayout, _ columns: SamplePositions, _ rows: SamplePositions
    ) {
        // One element more than the plane is wide, for the neighbour of the last sample.
        if row.count != layout.width + 1 { row = Array(repeating: 0, count: layout.width + 1) }
        for y in 0..<outputLayout.height {
            let upper = rows.indices[y]
            let lower = min(upper + 1, layout.height - 1)
            Self.blend(
                samples.extracting(upper * layout.stride..<upper * layout.stride + layout.width),
                samples.extracting(lower * layout.stride..<lower * layout.stride + layout.width),
                weight: rows.weights[y], into: &row)
            row[layout.width] = row[layout.width - 1]
            Self.resample(row.span, columns, into: &output, at: y * outputLayout.stride)
        }
    }

    /// Blends two rows into one, in 256ths.
    private static func blend(
        _ upper: Span<UInt8>, _ lower: Span<UInt8>, weight: UInt16, into row: inout [UInt16]
    ) {
        var row = row.mutableSpan
        precondition(lower.count == upper.count && row.count > upper.count)
        for x in upper.indices {
            row[x] = UInt16(upper[x]) &* (256 &- weight) &+ UInt16(lower[x]) &* weight
        }
    }

    /// Computes one output row, which starts at element `start`.
    private static func resample(
        _ row: Span<UInt16>, _ columns: SamplePositions, into output: inout MutableSpan<UInt8>, at start: Int
    ) {
        let (indices, weights) = (columns.indices.span, columns.weights.span)
        precondition(indices.count == weights.count && start + indices.count <= output.count)
        for x in indices.indices {
            let index = indices[x]
            let weight = UInt32(weights[x])
            let sum = UInt32(row[index]) &* (256 &- weight) &+ UInt32(row[index + 1]) &* weight
            output[start + x] = UInt8(truncatingIfNeeded: (sum &+ 0x8000) >> 16)
        }
    }
}

/// Where output samples lie among source samples along one side.
private struct SamplePositions {
    /// The source sample before each output sample.
    var indices: [Int] = []
    /// How far each output sample lies towards the next source sample, in 256ths.
    var weights: [UInt16] = []
    /// The distance between output samples, in source samples.
    let step: Double

    /// - Parameters:
    ///   - count: output samples.
    ///   - start: where the window begins, as a fraction of the side.
    ///   - length: the window's length, as a fraction of the side.
    ///   - limit: source samples.
    init(count: Int, start: Double, length: Double, in limit: Int) {
        indices.reserveCapacity(count)
        weights.reserveCapacity(count)
        step = length * Double(limit) / Double(count)
        for index in 0..<count {
            // Samples lie in the middle of their part of the side.
            let position = start * Double(limit) + (Double(index) + 0.5) * step - 0.5
            let fixed = Int((min(max(position, 0), Double(limit - 1)) * 256).rounded())
            indices.append(fixed >> 8)
            weights.append(UInt16(fixed & 255))
        }
    }
}
