internal import Libav

/// Lets only those packets through that one wanted frame needs.
///
/// A decoder gives a picture out when it knows that none is shown before it, for which it takes the packets of
/// some pictures more, and of one more for each of its threads. Times say which picture the frame shows; once
/// its packet is sent, the decoder can be drained.
struct PacketFilter: ~Copyable {
    private final class Waiting {
        var packet: Packet?
        init(_ packet: consuming Packet) { self.packet = consume packet }
    }

    /// Those that are let through, in their order.
    private var passing: [Waiting] = []
    /// Those of pictures that are shown too late, until one follows that is not: it may refer to them.
    private var waiting: [Waiting] = []
    /// When the picture begins that the frame shows, as far as is known, in the stream's time base.
    private(set) var lastTime: Int64?
    /// Whether all that are needed were let through, and others were not.
    private(set) var hasEnded = false

    /// - Parameter isBeyond: whether a picture that begins then, in the stream's time base, begins after the wanted
    ///   frame.
    mutating func add(_ packet: consuming Packet, isBeyond: (Int64) -> Bool) {
        if let time = packet.pts, isBeyond(time), lastTime != nil {
            // No picture is shown before it is decoded.
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

    /// The stream is over.
    mutating func finish() {
        if !waiting.isEmpty { hasEnded = true }
    }

    /// The next one that is let through; nil where more have to be added first.
    mutating func next() -> Packet? {
        passing.isEmpty ? nil : passing.removeFirst().packet.take()
    }
}
