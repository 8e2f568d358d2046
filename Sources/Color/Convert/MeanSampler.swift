internal import Libav
internal import Story

/// Scales a part of a picture down with a triangle filter: each output sample is a weighted mean of the source samples
/// around it.
struct MeanSampler {
    /// Sums of rows, in 1/4096ths.
    private var sums: [UInt32] = []

    /// Fills the whole of one plane with a part of another.
    mutating func render(
        _ samples: Span<UInt8>, _ layout: PlaneLayout, into output: inout MutableSpan<UInt8>,
        _ outputLayout: PlaneLayout, _ window: NormalizedRect
    ) {
        let columns = MeanTaps(
            count: outputLayout.width, start: window.x, length: window.width, in: layout.width)
        let rows = MeanTaps(
            count: outputLayout.height, start: window.y, length: window.height, in: layout.height)
        // From here on, only the columns of the window are processed.
        let used = columns.used
        sums = Array(repeating: 0, count: used.count)
        for y in 0..<outputLayout.height {
            for index in sums.indices { sums[index] = 0 }
            for tap in 0..<rows.perSample {
                let weight = rows.weights[y * rows.perSample + tap]
                if weight == 0 { continue }
                let start = (rows.first[y] + tap) * layout.stride
                let line = samples.extracting((start + used.lowerBound)..<(start + used.upperBound))
                Self.add(line, weight, to: &sums)
            }
            Self.addUp(sums.span, columns, from: used.lowerBound, into: &output, at: y * outputLayout.stride)
        }
    }

    private static func add(_ line: Span<UInt8>, _ weight: UInt32, to sums: inout [UInt32]) {
        var sums = sums.mutableSpan
        let count = line.count
        precondition(sums.count == count)
        for index in 0..<count { sums[index] = sums[index] &+ UInt32(line[index]) &* weight }
    }

    private static func addUp(
        _ sums: Span<UInt32>, _ taps: MeanTaps, from origin: Int, into output: inout MutableSpan<UInt8>,
        at start: Int
    ) {
        let (first, weights) = (taps.first.span, taps.weights.span)
        let perSample = taps.perSample
        precondition(start + first.count <= output.count && weights.count == first.count * perSample)
        for x in 0..<first.count {
            var sum: UInt32 = 1 << 23
            for tap in 0..<perSample {
                sum &+= sums[first[x] - origin + tap] &* weights[x &* perSample &+ tap]
            }
            output[start + x] = UInt8(truncatingIfNeeded: sum >> 24)
        }
    }
}

/// The source samples along a side that contribute to each output sample, and their weights.
private struct MeanTaps {
    let perSample: Int
    /// The first source sample for each output sample.
    private(set) var first: [Int] = []
    /// In 1/4096ths, with a sum of 4096 for each output sample: two passes of 12 bits and 8-bit samples fill 32 bits.
    private(set) var weights: [UInt32] = []

    /// - Parameters:
    ///   - count: output samples.
    ///   - start: where the window begins, as a fraction of the side.
    ///   - length: the window's length, as a fraction of the side.
    ///   - limit: source samples.
    init(count: Int, start: Double, length: Double, in limit: Int) {
        let step = length * Double(limit) / Double(count)
        let radius = max(1, step)
        perSample = min(limit, Int((2 * radius).rounded(.up)))
        first.reserveCapacity(count)
        weights.reserveCapacity(count * perSample)
        for index in 0..<count {
            // Samples lie in the middle of their part of the side.
            let center = start * Double(limit) + (Double(index) + 0.5) * step - 0.5
            let begin = min(max(0, Int((center - radius).rounded(.up))), limit - perSample)
            first.append(begin)
            append((begin..<(begin + perSample)).map { max(0, 1 - abs(Double($0) - center) / radius) })
        }
    }

    /// Rounds the shares to whole numbers with an exact sum, to keep an even colour unchanged.
    private mutating func append(_ shares: [Double]) {
        let sum = shares.reduce(0, +)
        var given = 0.0
        var passed = 0.0
        for share in shares {
            passed += share
            let due = (passed / sum * 4096).rounded()
            weights.append(UInt32(due - given))
            given = due
        }
    }

    /// All source samples that contribute.
    var used: Range<Int> { (first.first ?? 0)..<((first.last ?? 0) + perSample) }
}
