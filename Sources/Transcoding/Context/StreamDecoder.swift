internal import Libav
internal import Probing

/// One stream of a file with its own demuxer and decoder, at the place where decoding begins.
///
/// Each track of a clip has its own, so that neither waits for the other, however the file interleaves them. The page
/// cache serves the second reading.
struct StreamDecoder: ~Copyable {
    let stream: Int
    /// The unit of the frames' timestamps, in seconds.
    let timeBase: Rational
    private var demuxer: Demuxer
    private var decoder: Decoder
    /// The number of packets so far that are decoded only because others need them.
    private var hiddenPackets = 0

    /// The most hidden packets. An edit that begins within a group of pictures hides the pictures before it, a few
    /// hundred at most, and no camera writes more than a few edits. Decoding a hidden picture takes as long as decoding
    /// a visible one.
    private static let hiddenLimit = 30_000

    /// - Parameters:
    ///   - name: the file's name.
    ///   - policy: which parts of FFmpeg the file may reach.
    ///   - start: where decoding must be able to begin, in seconds on the container's clock; nil for the beginning of
    ///     the file.
    ///   - threads: how many the codec may use, 0 for one per core.
    /// - Throws: ``MediaFileError``, ``HeaderError`` or ``LibavError``.
    init(
        _ context: ExportContext, file name: String, policy: MediaPolicy, stream: Int, start: Double?,
        threads: Int
    ) throws {
        let file = try ValidatedFile(
            MediaFile(name), limits: context.limits, policy: policy)
        var demuxer = try file.demuxer(
            log: context.log, cancellation: context.cancellation, inspection: .brief)
        let decoder = try Decoder(
            for: demuxer, stream: stream, policy: file.policy, threads: threads, log: context.log)
        demuxer.keepOnly(stream: stream)
        let timeBase = demuxer.timeBase(ofStream: stream)
        if let start, let count = Int64(exactly: (start / timeBase.value).rounded(.down)) {
            try demuxer.seek(stream: stream, to: Timestamp(count, timeBase))
        }
        self.stream = stream
        self.timeBase = timeBase
        self.demuxer = demuxer
        self.decoder = decoder
    }

    /// Returns the stream's next packet; nil at the end.
    ///
    /// - Throws: ``LibavError`` if the file is damaged, or hides more packets than a camera would.
    mutating func nextPacket() throws(LibavError) -> Packet? {
        while let packet = try demuxer.next() {
            guard packet.streamIndex == stream else { continue }
            if packet.isDiscarded { hiddenPackets += 1 }
            guard hiddenPackets <= Self.hiddenLimit else { throw .invalidData("av_read_frame") }
            return packet
        }
        return nil
    }

    /// Sends a packet. The caller must have taken all frames that the decoder has.
    mutating func send(_ packet: borrowing Packet) throws(LibavError) {
        _ = try decoder.send(packet)
    }

    mutating func receive() throws(LibavError) -> DecoderOutput { try decoder.receive() }

    mutating func drain() throws(LibavError) { try decoder.drain() }

    /// A frame's time, in seconds from a moment of the container's clock; nil if it has no time.
    func seconds(of frame: borrowing Frame, from start: Double) -> Double? {
        frame.bestEffortPTS.map { Timestamp($0, timeBase).seconds - start }
    }
}
