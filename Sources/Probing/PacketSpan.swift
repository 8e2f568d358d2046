internal import Libav

/// From when to when the packets of a stream are shown or heard, in the stream's time base.
///
/// Hidden packets do not count: an edit list shows or plays nothing of them.
struct PacketSpan {
    /// When the first one begins; nil before there is one.
    private(set) var start: Int64?
    /// When the last one begins.
    private(set) var last: Int64?
    /// When the last one ends; nil where it does not say how long it lasts.
    private(set) var end: Int64?

    mutating func add(_ packet: borrowing Packet) {
        // AVI has decoding times only; its pictures are shown in that order.
        guard !packet.isDiscarded, let time = packet.pts ?? packet.dts else { return }
        start = min(start ?? time, time)
        guard last.map({ time >= $0 }) ?? true else { return }
        last = time
        let (end, overflow) = time.addingReportingOverflow(packet.duration)
        self.end = packet.duration > 0 && !overflow ? end : nil
    }

    /// When the last packet ends, in seconds; nil without packets.
    ///
    /// - Parameters:
    ///   - usual: seconds that a packet lasts which does not say how long.
    ///   - cut: where an edit list or a table of sample times ends, in the stream's time base; counts where that
    ///     is in the middle of the last packet.
    func endSeconds(_ timeBase: Rational, usual: Double, cut: Int64? = nil) -> Double? {
        guard let last else { return nil }
        guard let end else { return Double(last) * timeBase.value + usual }
        if let cut, cut > last, cut < end { return Double(cut) * timeBase.value }
        return Double(end) * timeBase.value
    }
}
