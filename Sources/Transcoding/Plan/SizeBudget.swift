/// How the bytes of a file that may have so many are shared out.
struct SizeBudget: Hashable {
    let maximumBytes: Int64
    let frameCount: Int
    /// Of the output.
    let seconds: Double
    /// In Hz.
    let sampleRate: Int

    /// Rates of sound to which a small file may go down, in bit/s: AAC-LC in stereo that is still good, and
    /// the least that is bearable (EBU Tech 3339 rates 64 kbit/s "fair").
    static let lowerAudioBitRates = [96_000, 64_000]

    /// Below that rate, in bit/s for a canvas of 1080×1920, x264 shows squares wherever something moves.
    private static let leastVideoBitRate = 300_000.0

    /// The least rate at which a picture is worth looking at, in bit/s.
    static func leastVideoBitRate(width: Int, height: Int) -> Double {
        leastVideoBitRate * Double(width * height) / (1080 * 1920)
    }

    /// What the container takes at most, in bytes.
    ///
    /// The tables of an index (ISO/IEC 14496-12, 8.6 and 8.7) hold at most 28 bytes for each picture, 20 for
    /// each piece of sound of 1024 samples, and two kilobytes that do not depend on either.
    var containerBytes: Double {
        2000 + 28 * Double(frameCount) + 20 * (seconds * Double(sampleRate) / 1024)
    }

    /// The average rate that is left for the picture, in bit/s; negative where not even the sound fits.
    func videoBitRate(besideAudio audioBitRate: Int) -> Double {
        (Double(maximumBytes) - containerBytes) * 8 / seconds - Double(audioBitRate)
    }

    /// Whether a file may become too large of which only the ceiling is known.
    ///
    /// The decoder's buffer holds a second more at the ceiling than the picture lasts; neither the ceiling nor
    /// the sound's rate is kept to the last bit.
    func mayBeExceeded(maximumVideoBitRate: Int, audioBitRate: Int) -> Bool {
        let bits = Double(maximumVideoBitRate) * (seconds + 1) + Double(audioBitRate) * seconds
        return bits * 1.05 / 8 + containerBytes > Double(maximumBytes)
    }

    /// How long a file of that size may be, in seconds, for the picture to have a rate.
    func longestDuration(videoBitRate: Double, audioBitRate: Int) -> Double {
        let container = (containerBytes - 2000) * 8 / seconds
        return max(0, (Double(maximumBytes) - 2000) * 8 / (videoBitRate + Double(audioBitRate) + container))
    }

    /// How large a file has to be for the picture to have a rate, in bytes.
    func leastBytes(videoBitRate: Double, audioBitRate: Int) -> Double {
        (videoBitRate + Double(audioBitRate)) * seconds / 8 + containerBytes
    }
}
