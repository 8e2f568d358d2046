internal import Libav
internal import Probing
internal import Story
internal import Threading

/// Encodes the picture.
struct EncodeStage: ~Copyable {
    private let context: ExportContext
    private var encoder: Encoder

    init(_ context: ExportContext) throws(MediaError) {
        self.context = context
        let plan = context.plan
        var encoding = VideoEncoding(
            width: plan.canvasWidth, height: plan.canvasHeight, frameRate: plan.frameRate,
            preset: plan.encoding.preset, constantRateFactor: plan.encoding.constantRateFactor,
            groupOfPictures: plan.encoding.groupOfPictures,
            maximumBitRate: plan.encoding.maximumVideoBitRate, threads: context.threads)
        encoding.pass = context.pass
        do throws(LibavError) {
            encoder = try Encoder(video: encoding, log: context.log)
        } catch {
            throw context.failure(
                .bug, .encode, "The H.264 encoder cannot be opened.", error,
                remedies: [.examineMachine])
        }
    }

    /// - Parameter cover: looks at every frame.
    mutating func run(
        from frames: Channel<Frame>, into packets: Channel<CodedOutput>, cover: CoverPicker?
    ) async throws {
        try await packets.send(.stream(try CodedStream(of: encoder)))
        while let frame = try await frames.receive() {
            try context.checkCancellation()
            try cover?.look(at: frame)
            try encoder.send(frame)
            try await takePackets(into: packets)
        }
        try encoder.drain()
        try await takePackets(into: packets)
        packets.finish()
    }

    private mutating func takePackets(into packets: Channel<CodedOutput>) async throws {
        while case .packet(var packet) = try encoder.receive() {
            packet.duration = 1
            context.report.update { $0.videoBytes += Int64(packet.size) }
            try await packets.send(.packet(packet))
        }
    }
}
