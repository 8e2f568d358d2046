internal import Libav

/// Passes only the packets that one wanted frame needs.
///
/// A decoder outputs a picture when it knows that no other is shown before it. To know this it needs the packets of
/// some later pictures, and one more for each of its threads. The packets' times say which picture the frame shows;
/// once that picture's packet has been sent, the decoder can be drained.
struct PacketFilter: ~Copyable {
    private final class Waiting {
        var packet: Packet?
        init(_ packet: consuming Packet) { self.packet = consume packet }
    }

    /// Packets that pass, in order.
    private var passing: [Waiting] = []
    /// Packets of pictures that are shown too late. They wait for a packet that is needed, since that one may refer to
    /// them.
    private var waiting: [Waiting] = []
    /// When the picture that the frame shows begins, as far as is known, in the stream's time base.
    private(set) var lastTime: Int64?
    /// Whether all needed packets have passed, and others were held back.
    private(set) var hasEnded = false

    /// - Parameter isBeyond: tells whether a picture that begins at this time, in the stream's time base, begins after
    ///   the wanted frame.
    mutating func add(_ packet: consuming Packet, isBeyond: (Int64) -> Bool) {
        if let time = packet.pts, isBeyond(time), lastTime != nil {
            // A picture is never shown before it is decoded.
            if let decoding = packet.dts, isBeyond(decoding) {
                hasEnded = true
            } else {
                waiting.append(Waiting(packet))
            }
            return
        }
        if let time = packet.pts, !packet.isDiscarded, !isBeyond(time) {
            lastTime = max(lastTime ?? time, time)
        }
        passing += waiting + [Waiting(packet)]
        waiting = []
    }

    /// Notes that the stream has ended.
    mutating func finish() {
        if !waiting.isEmpty { hasEnded = true }
    }

    /// Returns the next packet that passes; nil if more packets must be added first.
    mutating func next() -> Packet? {
        passing.isEmpty ? nil : passing.removeFirst().packet.take()
    }
}
