internal import Libav

/// Decodes packets, counts what comes out, and shows it to who wants to see it.
struct DecodeCheck: ~Copyable {
    typealias Observer = (borrowing Frame) -> Void

    private var decoder: Decoder
    private(set) var group = 0
    private(set) var decoded = 0
    private(set) var damaged = 0
    private(set) var colours: Set<Colorimetry> = []

    init(_ decoder: consuming Decoder) {
        self.decoder = decoder
    }

    /// Goes on with another group of pictures.
    mutating func begin(_ group: Int, _ observe: Observer) throws(LibavError) {
        try finish(observe)
        decoder.flush()
        self.group = group
    }

    mutating func decode(_ packet: borrowing Packet, _ observe: Observer) throws(LibavError) {
        while try !decoder.send(packet) { try take(observe) }
        try take(observe)
    }

    /// Takes what the decoder holds back.
    mutating func finish(_ observe: Observer) throws(LibavError) {
        try decoder.drain()
        try take(observe)
    }

    private mutating func take(_ observe: Observer) throws(LibavError) {
        while case .frame(let frame) = try decoder.receive() {
            decoded += 1
            if frame.isCorrupt { damaged += 1 }
            colours.insert(frame.colorimetry)
            observe(frame)
        }
    }
}
