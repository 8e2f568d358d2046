internal import Foundation
public import Story

/// How the volume of a sound runs over time: its envelope and its fades.
///
/// All times are on a clock that may have begun before the slide: a clip that is split into slides, or
/// music under several of them, has one course over all of them.
public struct VolumeEnvelope: Hashable, Sendable, Codable {
    /// What the clock shows at the slide's first sample, in seconds.
    public var clock: Double
    /// When the sound begins to be heard, in seconds.
    public var begin: Double
    /// When it ends, in seconds.
    public var end: Double
    /// How long it takes to come up from `begin` on, in seconds.
    public var fadeIn: Double
    /// How long it takes to go down until `end`, in seconds.
    public var fadeOut: Double
    /// In the order of their times.
    public var envelope: [VolumePoint]

    public init(
        clock: Double = 0, begin: Double = 0, end: Double, fadeIn: Double = 0, fadeOut: Double = 0,
        envelope: [VolumePoint] = []
    ) {
        self.clock = clock
        self.begin = begin
        self.end = end
        self.fadeIn = fadeIn
        self.fadeOut = fadeOut
        self.envelope = envelope
    }

    /// Whether it leaves every sound of the slide as it is, as long as the slide ends by `end`.
    var isFlat: Bool { envelope.isEmpty && fadeIn == 0 && fadeOut == 0 }

    /// The factor at a moment of the clock, in seconds.
    func gain(at time: Double) -> Double {
        var gain = level(at: time)
        if fadeIn > 0 { gain *= Self.ease((time - begin) / fadeIn) }
        if fadeOut > 0 { gain *= Self.ease((end - time) / fadeOut) }
        return gain
    }

    /// Half a cosine: it starts and arrives without a corner, which would be heard as a click in short
    /// fades.
    private static func ease(_ share: Double) -> Double {
        if share <= 0 { return 0 }
        return share >= 1 ? 1 : 0.5 - 0.5 * cos(Double.pi * share)
    }

    /// The envelope; before its first point and after its last one it stands still.
    private func level(at time: Double) -> Double {
        guard let first = envelope.first, let last = envelope.last else { return 1 }
        if time <= first.time { return first.value }
        guard let next = envelope.firstIndex(where: { $0.time > time }) else { return last.value }
        let (from, to) = (envelope[next - 1], envelope[next])
        return from.value + (to.value - from.value) * (time - from.time) / (to.time - from.time)
    }
}
