internal import Libav

/// Measures one track from its packets, which arrive in decoding order.
struct TrackMeter {
    private let timeBase: Rational
    private var start: Double?
    private var end = 0.0
    private var bytes: Int64 = 0
    private var keyTimes: [Double] = []
    /// Packets of the last second, oldest first, and their sizes.
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

    /// Adds a packet by its values; times are in the time base.
    mutating func add(shown: Int64, decoded: Int64, duration: Int64, bytes size: Int, isKey: Bool) {
        let shown = Double(shown) * timeBase.value
        start = min(start ?? shown, shown)
        end = max(end, shown + Double(max(0, duration)) * timeBase.value)
        bytes += Int64(size)
        if isKey { keyTimes.append(shown) }
        let time = Double(decoded) * timeBase.value
        recent.append((time, size))
        recentBytes += size
        // Rounding of the container's clock must not let in one packet more.
        while let oldest = recent.first, oldest.time <= time - 1 + 1e-6 {
            recentBytes -= oldest.bytes
            recent.removeFirst()
        }
        peakBytes = max(peakBytes, recentBytes)
    }

    /// Nil if no packet has a time.
    var track: Inspection.Track? {
        guard let start else { return nil }
        let marks = keyTimes.sorted() + [end]
        return Inspection.Track(
            start: start, duration: end - start, bytes: bytes, peakBitRate: peakBytes * 8,
            longestGroup: zip(marks.dropFirst(), marks).map { $0 - $1 }.max() ?? 0)
    }
}
