internal import Libav

/// Measures a video's ``Cadence`` from the presentation times of its packets.
///
/// Keeps only the beginning of a long file. 20 s are more than any story shows, and enough to see a phone's rate vary:
/// it changes within seconds when the light does.
struct CadenceMeter {
    /// Seconds after which a meter has seen enough.
    static let enough = 20.0
    /// Pictures after which a meter has seen enough whatever their times are: more than twice as many as 240 frames per
    /// second give in that time.
    static let enoughPictures = 10_000

    let timeBase: Rational
    private var times: [Int64] = []
    private var lastDecodingTime: Int64?
    private(set) var packets = 0
    /// The earliest presentation time of a packet, hidden ones included; nil before the first.
    private(set) var earliest: Int64?
    /// The end of the latest packet, hidden ones included; nil before the first.
    private(set) var latestEnd: Int64?

    init(timeBase: Rational) {
        self.timeBase = timeBase
    }

    /// Whether ``enough`` has been collected.
    var isFull: Bool {
        guard let first = times.first, let last = times.last else { return false }
        // In floating point: times of a hostile file may lie too far apart for an integer.
        return times.count >= Self.enoughPictures || seconds(last) - seconds(first) >= Self.enough
    }

    mutating func add(_ packet: borrowing Packet) {
        packets += 1
        // AVI has only decoding times, and shows its pictures in that order.
        guard let time = packet.pts ?? packet.dts else { return }
        earliest = min(earliest ?? time, time)
        latestEnd = max(latestEnd ?? time, time.addingReportingOverflow(packet.duration).partialValue)
        if !packet.isDiscarded, !isFull {
            times.append(time)
            lastDecodingTime = packet.dts ?? time
        }
    }

    /// The measurement; nil if no packet had a time.
    ///
    /// - Parameters:
    ///   - isComplete: whether all packets of the stream were added.
    ///   - countsFields: whether each packet holds only one field, half a picture.
    func cadence(isComplete: Bool, countsFields: Bool = false) -> Cadence? {
        var sorted = times.sorted()
        let isWhole = isComplete && !isFull
        // Pictures shown after the last one decoded may lack neighbours that were not read.
        if !isWhole, let limit = lastDecodingTime { sorted.removeAll { $0 > limit } }
        if countsFields {
            sorted = stride(from: 0, to: sorted.count, by: 2).map { sorted[$0] }
        }
        return Self.cadence(sorted.map(seconds), isComplete: isWhole)
    }

    private func seconds(_ count: Int64) -> Double { Double(count) * timeBase.value }

    /// The median distance between pictures in seconds, to tell fields from pictures; nil with fewer than two pictures.
    var medianInterval: Double? {
        cadence(isComplete: true).flatMap { $0.frames > 1 ? $0.medianInterval : nil }
    }

    /// Measures presentation times, in seconds, ascending.
    static func cadence(_ times: [Double], isComplete: Bool) -> Cadence? {
        guard let first = times.first, let last = times.last else { return nil }
        let intervals = zip(times.dropFirst(), times).map { $0 - $1 }.sorted()
        guard let shortest = intervals.first, let longest = intervals.last, longest > 0 else {
            return Cadence(
                frames: times.count, averageRate: 0, minimumInterval: 0, medianInterval: 0,
                maximumInterval: 0, isVariable: false, isComplete: isComplete)
        }
        let middle = intervals.count / 2
        let median =
            intervals.count % 2 == 1 ? intervals[middle] : (intervals[middle - 1] + intervals[middle]) / 2
        // The extra microsecond makes 17 and 15 ms count as 2 ms apart despite rounding.
        let odd = intervals.count { abs($0 - median) > max(0.1 * median, 0.002) + 1e-6 }
        return Cadence(
            frames: times.count, averageRate: Double(times.count) / (last - first + median),
            minimumInterval: shortest, medianInterval: median, maximumInterval: longest,
            isVariable: Double(odd) > 0.02 * Double(intervals.count), isComplete: isComplete)
    }
}
