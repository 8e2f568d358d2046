import Foundation

/// A file's sound as mono samples at 48 kHz, whose first sample is at time 0 of the file.
public struct SoundTrack: Sendable {
    public static let sampleRate = 48_000.0
    public let samples: [Float]

    public init(samples: [Float]) {
        self.samples = samples
    }

    /// Decodes with ffmpeg, which fills the time before a late start and the gaps with silence.
    ///
    /// - Parameter channel: Which channel alone, counted from 0; nil for the mean of all.
    public init(of path: String, channel: Int? = nil) async throws {
        let pan = channel.map { ",pan=mono|c0=c\($0)" } ?? ""
        let result = try await Tool.ffmpeg.checked([
            "-v", "error", "-i", path, "-vn", "-af", "aresample=48000:async=1:first_pts=0" + pan,
            "-ac", "1", "-f", "f32le", "-",
        ])
        samples = unsafe result.standardOutput.withUnsafeBytes { unsafe Array($0.bindMemory(to: Float.self)) }
    }

    /// In seconds.
    public var duration: Double { Double(samples.count) / Self.sampleRate }

    /// The times at which sound sets in after silence, in seconds.
    ///
    /// A beep sets in where a sample first exceeds half of the track's peak after `silence` seconds
    /// without one. A 1 kHz tone that starts at phase 0 is there after 83 µs; what a transform codec
    /// smears out before a sudden sound is far below half.
    public func onsets(after silence: Double = 0.2) -> [Double] {
        let threshold = (samples.lazy.map(abs).max() ?? 0) / 2
        guard threshold > 0.001 else { return [] }
        let pause = Int(silence * Self.sampleRate)
        var onsets: [Double] = []
        var last = -pause
        for index in samples.indices where abs(samples[index]) > threshold {
            if index - last >= pause { onsets.append(Double(index) / Self.sampleRate) }
            last = index
        }
        return onsets
    }

    /// Root mean square of a stretch, in decibels below full scale (a square wave of 1 has 0 dB).
    public func level(from start: Double, to end: Double) -> Double {
        let first = max(0, Int(start * Self.sampleRate))
        let range = first..<max(first + 1, min(samples.count, Int(end * Self.sampleRate)))
        guard range.upperBound <= samples.count else { return -.infinity }
        let power = samples[range].reduce(0.0) { $0 + Double($1) * Double($1) } / Double(range.count)
        return 10 * log10(power)
    }

    /// Amplitude of one frequency over a stretch: 1 for a full-scale sine of it.
    ///
    /// Goertzel's algorithm: one bin of a discrete Fourier transform.
    public func amplitude(of hertz: Double, from start: Double, to end: Double) -> Double {
        let range = Int(start * Self.sampleRate)..<min(samples.count, Int(end * Self.sampleRate))
        let step = 2 * Double.pi * hertz / Self.sampleRate
        var real = 0.0
        var imaginary = 0.0
        for index in range {
            real += Double(samples[index]) * cos(step * Double(index))
            imaginary += Double(samples[index]) * sin(step * Double(index))
        }
        return 2 * (real * real + imaginary * imaginary).squareRoot() / Double(max(1, range.count))
    }
}
