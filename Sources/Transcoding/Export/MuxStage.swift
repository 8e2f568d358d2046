internal import Libav
internal import Probing
internal import Threading

/// Writes both tracks into the file, interleaved by decoding time.
///
/// The picture sets the pace: before each of its packets, this stage fetches the sound up to that time. It drops the
/// sound after the last picture, so that both tracks end together.
struct MuxStage: ~Copyable {
    private let context: ExportContext
    private let progress: @Sendable (ExportProgress) -> Void
    private var muxer: Muxer
    /// The oldest sound packet that is not yet written.
    private var sound: Packet?

    init(
        _ context: ExportContext, output: MediaOutput, progress: @escaping @Sendable (ExportProgress) -> Void
    ) throws(MediaError) {
        self.context = context
        self.progress = progress
        do throws(LibavError) {
            muxer = try Muxer(output, log: context.log)
        } catch {
            throw MediaError(
                .cannotCreateOutput, stage: .mux, file: output.name, message: "It cannot be written.",
                cause: error)
        }
    }

    mutating func run(
        video: Channel<CodedOutput>, sound soundPackets: Channel<CodedOutput>
    ) async throws {
        do {
            let videoStream = try await addStream(from: video)
            let soundStream = try await addStream(from: soundPackets)
            try muxer.start()
            sound = try await next(soundPackets)

            var framesDone = 0
            while let packet = try await next(video) {
                try context.checkCancellation()
                let time = Timestamp(packet.dts ?? 0, videoStream.timeBase).rescaled(to: soundStream.timeBase)
                try await writeSound(from: soundPackets, before: time.count)
                try muxer.write(packet, stream: 0)
                framesDone += 1
                progress(ExportProgress(framesDone: framesDone, framesTotal: context.plan.frameCount))
                context.report.moved()
            }
            let end = Timestamp(Int64(framesDone), videoStream.timeBase).rescaled(to: soundStream.timeBase)
            try await writeSound(from: soundPackets, before: end.count)
            while sound != nil { sound = try await next(soundPackets) }
            try muxer.finish()
        } catch let error as LibavError {
            throw failure(error)
        }
    }

    private func failure(_ error: LibavError) -> MediaError {
        if error.isFileTooLarge {
            return .storyTooLong(context.limits.work, stage: .mux, file: context.plan.input)
        }
        let message =
            error.isDiskFull
            ? "There is no space left for the output; make room and try again."
            : "The output cannot be written."
        return context.failure(.inputOutput, .mux, message, error)
    }

    private mutating func addStream(from packets: Channel<CodedOutput>) async throws -> CodedStream {
        guard case .stream(let stream) = try await packets.receive() else {
            throw CancellationError()
        }
        _ = try muxer.addStream(stream)
        return stream
    }

    private func next(_ packets: Channel<CodedOutput>) async throws -> Packet? {
        guard case .packet(let packet) = try await packets.receive() else { return nil }
        return packet
    }

    /// Writes the sound that begins before a time, in samples, and leaves the rest.
    private mutating func writeSound(from packets: Channel<CodedOutput>, before end: Int64) async throws {
        while let packet = sound.take() {
            let time = packet.pts ?? 0
            if time >= end {
                sound = consume packet
                return
            }
            try muxer.write(packet, stream: 1)
            sound = try await next(packets)
        }
    }
}
