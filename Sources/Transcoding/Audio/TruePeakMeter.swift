internal import Foundation
internal import Libav

/// Measures the true peak of a stereo sound (ITU-R BS.1770-4, Annex 2).
struct TruePeakMeter {
    private var filter = TruePeakFilter()
    private var highest: Float = 0

    /// Takes the next samples.
    mutating func add(_ sound: StereoSound) {
        highest = filter.peaks(of: sound, above: highest).reduce(highest, max)
    }

    /// In dBTP; minus infinity for silence.
    var peak: Double { 20 * log10(Double(highest)) }
}
