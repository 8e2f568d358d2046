internal import Foundation
public import Story

/// How a sound's volume changes over time: its envelope and its fades.
///
/// All times are on a clock that may have started before the slide. A clip that is split into slides, or music under
/// several slides, has one curve over all of them.
public struct VolumeEnvelope: Hashable, Sendable, Codable {
    /// The clock's time at the slide's first sample, in seconds.
    public var clock: Double
    /// When the sound starts, in seconds.
    public var begin: Double
    /// When the sound ends, in seconds.
    public var end: Double
    /// How long the fade-in from `begin` takes, in seconds.
    public var fadeIn: Double
    /// How long the fade-out before `end` takes, in seconds.
    public var fadeOut: Double
    /// In order of time.
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

    /// Whether it leaves every sound of the slide unchanged, if the slide ends by `end`.
    var isFlat: Bool { envelope.isEmpty && fadeIn == 0 && fadeOut == 0 }

    /// The factor at a moment of the clock, in seconds.
    func gain(at time: Double) -> Double {
        var gain = level(at: time)
        if fadeIn > 0 { gain *= Self.ease((time - begin) / fadeIn) }
        if fadeOut > 0 { gain *= Self.ease((end - time) / fadeOut) }
        return gain
    }

    /// Half a cosine. It starts and ends without a corner, which would be heard as a click in short fades.
    private static func ease(_ share: Double) -> Double {
        if share <= 0 { return 0 }
        return share >= 1 ? 1 : 0.5 - 0.5 * cos(Double.pi * share)
    }

    /// The envelope's level. It stays constant before the first point and after the last.
    private func level(at time: Double) -> Double {
        guard let first = envelope.first, let last = envelope.last else { return 1 }
        if time <= first.time { return first.value }
        guard let next = envelope.firstIndex(where: { $0.time > time }) else { return last.value }
        let (from, to) = (envelope[next - 1], envelope[next])
        return from.value + (to.value - from.value) * (time - from.time) / (to.time - from.time)
    }
}
