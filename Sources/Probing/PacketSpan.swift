internal import Libav

/// The time range in which the packets of a stream are shown or heard, in the stream's time base.
///
/// Packets that an edit list hides do not count.
struct PacketSpan {
    /// When the first packet begins; nil before the first.
    private(set) var start: Int64?
    /// When the last packet begins.
    private(set) var last: Int64?
    /// When the last packet ends; nil if the packet has no duration.
    private(set) var end: Int64?

    mutating func add(_ packet: borrowing Packet) {
        // AVI has only decoding times, and shows its pictures in that order.
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
    ///   - usual: the duration, in seconds, of a packet that states none.
    ///   - cut: where an edit list or a table of sample times ends, in the stream's time base. It counts only if it is
    ///     in the middle of the last packet.
    func endSeconds(_ timeBase: Rational, usual: Double, cut: Int64? = nil) -> Double? {
        guard let last else { return nil }
        guard let end else { return Double(last) * timeBase.value + usual }
        if let cut, cut > last, cut < end { return Double(cut) * timeBase.value }
        return Double(end) * timeBase.value
    }
}
