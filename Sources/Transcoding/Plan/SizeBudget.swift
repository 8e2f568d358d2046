/// How the bytes of a file of limited size are divided.
struct SizeBudget: Hashable {
    let maximumBytes: Int64
    let frameCount: Int
    /// Length of the output.
    let seconds: Double
    /// In Hz.
    let sampleRate: Int

    /// Rates to which the sound of a small file may drop, in bit/s: AAC-LC in stereo that is still good, and the lowest
    /// that is bearable (EBU Tech 3339 rates 64 kbit/s "fair").
    static let lowerAudioBitRates = [96_000, 64_000]

    /// Below this rate, in bit/s for a canvas of 1080×1920, x264 shows blocks wherever something moves.
    private static let leastVideoBitRate = 300_000.0

    /// The lowest rate at which a picture is worth looking at, in bit/s.
    static func leastVideoBitRate(width: Int, height: Int) -> Double {
        leastVideoBitRate * Double(width * height) / (1080 * 1920)
    }

    /// The most that the container takes, in bytes.
    ///
    /// The tables of an index (ISO/IEC 14496-12, 8.6 and 8.7) hold at most 28 bytes for each picture, 20 for each piece
    /// of sound of 1024 samples, and two kilobytes that depend on neither.
    var containerBytes: Double {
        2000 + 28 * Double(frameCount) + 20 * (seconds * Double(sampleRate) / 1024)
    }

    /// The average rate that is left for the picture, in bit/s; negative if not even the sound fits.
    func videoBitRate(besideAudio audioBitRate: Int) -> Double {
        (Double(maximumBytes) - containerBytes) * 8 / seconds - Double(audioBitRate)
    }

    /// Whether a file may become too large, judged by the ceiling alone.
    ///
    /// Because of the decoder's buffer, the picture may take the ceiling for a second more than it lasts. Encoders keep
    /// neither to the ceiling nor to the sound's rate to the last bit.
    func mayBeExceeded(maximumVideoBitRate: Int, audioBitRate: Int) -> Bool {
        let bits = Double(maximumVideoBitRate) * (seconds + 1) + Double(audioBitRate) * seconds
        return bits * 1.05 / 8 + containerBytes > Double(maximumBytes)
    }

    /// The longest file of this size in which the picture gets this rate, in seconds.
    func longestDuration(videoBitRate: Double, audioBitRate: Int) -> Double {
        let container = (containerBytes - 2000) * 8 / seconds
        return max(0, (Double(maximumBytes) - 2000) * 8 / (videoBitRate + Double(audioBitRate) + container))
    }

    /// The smallest file in which the picture gets this rate, in bytes.
    func leastBytes(videoBitRate: Double, audioBitRate: Int) -> Double {
        (videoBitRate + Double(audioBitRate)) * seconds / 8 + containerBytes
    }
}
