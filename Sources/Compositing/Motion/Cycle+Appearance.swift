internal import Story

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

extension Cycle {
    /// The appearance `seconds` after the first cycle began. A cycle starts with the unchanged overlay.
    ///
    /// The strengths at `amount` 1 were chosen by eye: visible on a phone at arm's length, but not so strong that text
    /// becomes hard to read.
    func appearance(after seconds: Double, canvasWidth: Double, canvasHeight: Double) -> Appearance {
        guard animation != .none, seconds > 0 else { return Appearance() }
        let cycles = seconds / period
        let phase = cycles - cycles.rounded(.down)
        let wave = sin(2 * .pi * phase)
        switch animation {
        case .none: return Appearance()
        case .pulse: return Appearance(scale: 1 + 0.1 * amount * (1 - cos(2 * .pi * phase)) / 2)
        case .wiggle: return Appearance(degrees: 4 * amount * wave)
        case .float: return Appearance(offset: Point(x: 0, y: -0.012 * canvasHeight * amount * wave))
        case .spin: return Appearance(degrees: 360 * amount * cycles)
        case .blink: return Appearance(opacity: phase < 0.5 ? 1 : max(0, 1 - amount))
        case .shake:
            // Three swings that grow and fade in the first 0.4 of the cycle.
            let share = min(phase / 0.4, 1)
            let swing = sin(.pi * share) * sin(6 * .pi * share)
            return Appearance(offset: Point(x: 0.012 * canvasWidth * amount * swing, y: 0))
        case .heartbeat:
            let beats = Self.beat(phase, at: 0, 0.2) + Self.beat(phase, at: 0.25, 0.2)
            return Appearance(scale: 1 + 0.12 * amount * beats)
        }
    }

    /// Rises from 0 to 1 and falls back to 0.
    private static func beat(_ phase: Double, at start: Double, _ length: Double) -> Double {
        let share = (phase - start) / length
        guard (0...1).contains(share) else { return 0 }
        let wave = sin(.pi * share)
        return wave * wave
    }
}
