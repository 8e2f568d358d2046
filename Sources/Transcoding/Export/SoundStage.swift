internal import Libav
internal import Probing
internal import Story
internal import Threading

/// Makes the sound track: decodes, resamples to stereo, places on the picture's clock, mixes, adjusts the loudness,
/// encodes.
///
/// A source without sound becomes silence, and so does every stretch without sound.
struct SoundStage: ~Copyable {
    private let context: ExportContext
    private var encoder: Encoder
    /// The number of samples given to the encoder.
    private var encoded = 0
    private let total: Int

    init(_ context: ExportContext) throws(MediaError) {
        self.context = context
        let plan = context.plan
        do throws(LibavError) {
            encoder = try Encoder(
                audio: AudioEncoding(
                    sampleRate: plan.encoding.sampleRate, bitRate: plan.encoding.audioBitRate),
                log: context.log)
        } catch {
            throw context.failure(
                .bug, .encode, "The AAC encoder cannot be opened.", error,
                remedies: [.examineMachine])
        }
        total = Int((plan.duration * Double(plan.encoding.sampleRate)).rounded())
    }

    mutating func run(into packets: Channel<CodedOutput>) async throws {
        try await packets.send(.stream(try CodedStream(of: encoder)))
        let mastering = try Mastering.choose(for: context, total: total)
        var sound = try Mastering.Reader(SoundMixer(context, total: total), mastering)
        try await encode(&sound, into: packets)
        try encoder.drain()
        try await takePackets(into: packets)
        packets.finish()
    }

    private mutating func encode(
        _ sound: inout Mastering.Reader, into packets: Channel<CodedOutput>
    ) async throws {
        while encoded < total {
            try context.checkCancellation()
            let samples = try sound.read(min(encoder.frameSize, total - encoded))
            var frame = try Frame(samples, sampleRate: context.plan.encoding.sampleRate)
            frame.pts = Int64(encoded)
            encoded += samples.count
            try encoder.send(frame)
            try await takePackets(into: packets)
        }
    }

    /// Passes on the encoder's packets, without its priming.
    ///
    /// AAC's first packet holds only what overlaps into the second. A player that learns this from an edit list skips
    /// that packet, but our files have no edit list, and the player would play everything 1024 samples late. So this
    /// stage leaves the packet out: the sound is on time, and the transform's own window fades in its first 21 ms.
    private mutating func takePackets(into packets: Channel<CodedOutput>) async throws {
        while case .packet(var packet) = try encoder.receive() {
            guard let time = packet.pts, time >= 0, time < total else { continue }
            packet.duration = min(Int64(encoder.frameSize), Int64(total) - time)
            try await packets.send(.packet(packet))
            context.report.moved()
        }
    }
}
