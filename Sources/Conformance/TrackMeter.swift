internal import Libav

/// Adds up one track's packets, in the order of decoding.
struct TrackMeter {
    private let timeBase: Rational
    private var start: Double?
    private var end = 0.0
    private var bytes: Int64 = 0
    private var keyTimes: [Double] = []
    /// Packets of the last second, oldest first, and what they hold.
    private var recent: ArraySlice<(time: Double, bytes: Int)> = []
    private var recentBytes = 0
    private var peakBytes = 0

    init(timeBase: Rational) {
        self.timeBase = timeBase
    }

    mutating func add(_ packet: borrowing Packet) {
        guard !packet.isDiscarded, let decoding = packet.dts ?? packet.pts else { return }
        add(
            shown: packet.pts ?? decoding, decoded: decoding, duration: packet.duration, bytes: packet.size,
            isKey: packet.isKeyFrame)
    }

    /// Times are in the time base.
    mutating func add(shown: Int64, decoded: Int64, duration: Int64, bytes size: Int, isKey: Bool) {
        let shown = Double(shown) * timeBase.value
        start = min(start ?? shown, shown)
        end = max(end, shown + Double(max(0, duration)) * timeBase.value)
        bytes += Int64(size)
        if isKey { keyTimes.append(shown) }
        let time = Double(decoded) * timeBase.value
        recent.append((time, size))
        recentBytes += size
        // A rounding of the container's clock must not let one more in.
        while let oldest = recent.first, oldest.time <= time - 1 + 1e-6 {
            recentBytes -= oldest.bytes
            recent.removeFirst()
        }
        peakBytes = max(peakBytes, recentBytes)
    }

    /// Nil where no packet has a time.
    var track: Inspection.Track? {
        guard let start else { return nil }
        let marks = keyTimes.sorted() + [end]
        return Inspection.Track(
            start: start, duration: end - start, bytes: bytes, peakBitRate: peakBytes * 8,
            longestGroup: zip(marks.dropFirst(), marks).map { $0 - $1 }.max() ?? 0)
    }
}
