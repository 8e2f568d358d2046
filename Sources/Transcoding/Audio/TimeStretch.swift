internal import Foundation
internal import Libav

/// Makes sound faster or slower and keeps its pitch.
///
/// Waveform similarity overlap-add (Verhelst and Roelands, ICASSP 1993). Pieces of the source overlap at even distances
/// in the output. Each piece is taken from near its place in the source, where its waveform best continues the previous
/// piece. The places do not depend on where the previous pieces were taken, so the sound never drifts away from the
/// picture. FFmpeg's `atempo` does the same with pieces of 43 ms, in which a beep has more room to drift off its flash.
struct TimeStretch {
    private let speed: Double
    /// The distance between two pieces in the output, in samples. A piece is twice as long, and each half overlaps a
    /// neighbour. Two periods of a deep voice fit into a piece.
    private let hop: Int
    /// How far from its place a piece may be taken, in samples.
    private let reach: Int
    /// The factors by which the second of two pieces fades in; the first fades out by 1 minus each.
    private let rise: [Float]

    private var input: StereoSound
    /// The input's first sample, counted in the source.
    private var inputStart: Int
    private var output = StereoSound()
    /// The number of pieces so far, and the middle of the last one in the source.
    private var pieces = 0
    private var centre: Int
    /// How long before its place a piece is taken, in samples. Slow sound repeats each piece in the next ones, and an
    /// onset is heard with the first of them: too early by this much on average.
    private let lead: Int

    /// The number of samples that are averaged into one for the first, coarse search.
    private static let coarseness = 4

    init(speed: Double, sampleRate: Int) {
        self.speed = speed
        hop = sampleRate / 80
        reach = sampleRate / 160
        let hop = hop
        rise = (0..<hop).map { index in
            Float(0.5 - 0.5 * cos(Double.pi * (Double(index) + 0.5) / Double(hop)))
        }
        lead = Int(min(0.8 * Double(reach), max(0, 0.7 * Double(hop) * (1 - speed))))
        centre = -lead
        input = StereoSound(silence: hop + 2 * reach)
        inputStart = -(hop + 2 * reach)
    }

    /// The number of source samples that it takes to make `count` samples.
    func inputCount(for count: Int) -> Int {
        Int((Double(count) * speed).rounded(.up)) + 2 * (hop + reach)
            + Int((Double(hop) * max(1, speed)).rounded(.up))
    }

    /// The number of source samples that are missing to make `count` more; nil if there are enough.
    mutating func missing(for count: Int) -> Int? {
        while output.count < count {
            let end = max(place(pieces + 1) + reach, centre + hop)
            let missing = end - (inputStart + input.count)
            if missing > 0 { return missing }
            addPiece()
        }
        return nil
    }

    /// Adds more of the source.
    mutating func append(_ sound: StereoSound) { input.append(sound) }

    /// Returns the next samples.
    ///
    /// - Precondition: no samples are missing for them.
    mutating func take(_ count: Int) -> StereoSound {
        let sound = output.prefix(count)
        output.removeFirst(count)
        return sound
    }

    /// The middle of a piece in the source, before the search moves it.
    private func place(_ piece: Int) -> Int { Int((Double(piece * hop) * speed).rounded()) - lead }

    private mutating func addPiece() {
        pieces += 1
        let next = place(pieces) + offset(for: place(pieces))
        let going = centre - inputStart
        let coming = next - hop - inputStart
        var sound = StereoSound(silence: hop)
        for index in 0..<hop {
            let share = rise[index]
            sound.left[index] =
                input.left[going + index] * (1 - share) + input.left[coming + index] * share
            sound.right[index] =
                input.right[going + index] * (1 - share) + input.right[coming + index] * share
        }
        output.append(sound)
        centre = next
        let needed = min(centre, place(pieces + 1) - hop - reach) - inputStart
        if needed > 0 {
            input.removeFirst(needed)
            inputStart += needed
        }
    }

    // MARK: Where a piece fits

    private func offset(for place: Int) -> Int {
        let first = place - hop - reach - inputStart
        let wanted = mono(from: centre - inputStart, count: hop)
        let around = mono(from: first, count: hop + 2 * reach)
        let step = Self.coarseness
        let coarse = Self.best(
            Self.averaged(wanted), in: Self.averaged(around), among: 0...(2 * reach / step),
            centre: reach / step)
        let fine = max(0, coarse * step - step)...min(2 * reach, coarse * step + step)
        return Self.best(wanted, in: around, among: fine, centre: reach) - reach
    }

    private func mono(from start: Int, count: Int) -> [Float] {
        (start..<start + count).map { input.left[$0] + input.right[$0] }
    }

    private static func averaged(_ samples: [Float]) -> [Float] {
        (0..<samples.count / coarseness).map { index in
            samples[index * coarseness..<(index + 1) * coarseness].reduce(0, +)
        }
    }

    /// Returns the place in `samples` that is most similar to `wanted`.
    ///
    /// Of places that are nearly equal, takes the one nearest to `centre`: a tone matches in every period.
    private static func best(
        _ wanted: [Float], in samples: [Float], among places: ClosedRange<Int>, centre: Int
    ) -> Int {
        var best = min(max(centre, places.lowerBound), places.upperBound)
        var highest: Float = 0
        let width = Float(max(1, centre))
        for place in places where place + wanted.count <= samples.count {
            var product: Float = 0
            var energy: Float = 1e-9
            for index in 0..<wanted.count {
                let sample = samples[place + index]
                product += wanted[index] * sample
                energy += sample * sample
            }
            let likeness = product / energy.squareRoot() * (1 - 0.05 * Float(abs(place - centre)) / width)
            if likeness > highest { (highest, best) = (likeness, place) }
        }
        return best
    }
}
