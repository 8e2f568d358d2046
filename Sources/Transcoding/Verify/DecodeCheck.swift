internal import Libav

/// Decodes packets and counts the frames that come out.
struct DecodeCheck: ~Copyable {
    private var decoder: Decoder
    private(set) var group = 0
    private(set) var decoded = 0
    private(set) var damaged = 0
    private(set) var colours: Set<Colorimetry> = []

    init(_ decoder: consuming Decoder) {
        self.decoder = decoder
    }

    /// Continues with another group of pictures.
    mutating func begin(_ group: Int) throws(LibavError) {
        try finish()
        decoder.flush()
        self.group = group
    }

    mutating func decode(_ packet: borrowing Packet) throws(LibavError) {
        while try !decoder.send(packet) { try take() }
        try take()
    }

    /// Counts the frames that the decoder holds back.
    mutating func finish() throws(LibavError) {
        try decoder.drain()
        try take()
    }

    private mutating func take() throws(LibavError) {
        while case .frame(let frame) = try decoder.receive() {
            decoded += 1
            if frame.isCorrupt { damaged += 1 }
            colours.insert(frame.colorimetry)
        }
    }
}
