internal import Libav

/// Makes the sound track: decoded, resampled to stereo, laid on the picture's clock, encoded.
///
/// A source without sound, and every stretch in which it has none, becomes silence.
struct SoundStage: ~Copyable {
    private let context: ClipContext
    private var encoder: Encoder
    private var timeline: SoundTimeline
    /// Samples given to the encoder.
    private var encoded = 0
    private let total: Int

    init(_ context: ClipContext) throws(MediaError) {
        self.context = context
        let plan = context.plan
        do throws(LibavError) {
            encoder = try Encoder(
                audio: AudioEncoding(
                    sampleRate: plan.encoding.sampleRate, bitRate: plan.encoding.audioBitRate),
                log: context.log)
        } catch {
            throw context.failure(
                .bug, .encode, "The AAC encoder cannot be opened. Run storymedia doctor.", error)
        }
        total = Int((plan.duration * Double(plan.encoding.sampleRate)).rounded())
        timeline = SoundTimeline(sampleRate: plan.encoding.sampleRate, total: total)
    }

    mutating func run(into packets: Channel<CodedOutput>) async throws {
        try await packets.send(.stream(try CodedStream(of: encoder)))
        if let stream = context.plan.audio.stream {
            try await decode(stream, into: packets)
        }
        timeline.pad()
        try await encode(into: packets, isLast: true)
        try encoder.drain()
        try await takePackets(into: packets)
        packets.finish()
    }

    // MARK: Decoding

    private mutating func decode(_ stream: Int, into packets: Channel<CodedOutput>) async throws {
        guard var source = SoundSource(context, stream: stream) else { return }
        while timeline.count < total, let sound = try source.next() {
            try context.checkInterruption()
            timeline.place(sound.samples, at: sound.seconds)
            try await encode(into: packets, isLast: false)
        }
    }

    // MARK: Encoding

    private mutating func encode(into packets: Channel<CodedOutput>, isLast: Bool) async throws {
        while encoded < total {
            let size = min(encoder.frameSize, total - encoded)
            guard timeline.available >= size, isLast || size == encoder.frameSize else { return }
            var samples = timeline.take(size)
            if context.plan.audio.volume != 1 { samples.scale(by: Float(context.plan.audio.volume)) }
            var frame = try Frame(samples, sampleRate: context.plan.encoding.sampleRate)
            frame.pts = Int64(encoded)
            encoded += size
            try encoder.send(frame)
            try await takePackets(into: packets)
        }
    }

    /// Gives on what the encoder has, without its priming.
    ///
    /// AAC's first packet holds only what overlaps into the second. A player that knows of it from an
    /// edit list skips it; ours finds no edit list, and would play everything 1024 samples late. So
    /// the packet is left out: the sound is on time, and its first 21 ms are faded in by the
    /// transform's own window.
    private mutating func takePackets(into packets: Channel<CodedOutput>) async throws {
        while case .packet(var packet) = try encoder.receive() {
            guard let time = packet.pts, time >= 0, time < total else { continue }
            packet.duration = min(Int64(encoder.frameSize), Int64(total) - time)
            try await packets.send(.packet(packet))
            context.report.moved()
        }
    }
}
