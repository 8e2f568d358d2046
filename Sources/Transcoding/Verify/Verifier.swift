internal import Containers
internal import Hashing
public import Libav
public import Logging
public import Probing

/// Reads a finished output back and compares it with the plan and the report.
///
/// No file is shown to anyone before it has passed: the verifier takes it apart box by box, reads all its packets, and
/// decodes its key frames and its end.
public struct Verifier: Sendable {
    private let logger: Logger

    /// - Parameter logger: receives FFmpeg's lines about the output.
    public init(logger: Logger) {
        self.logger = logger
    }

    /// Verifies the output at a path; see ``verify(_:plan:result:)``.
    public func verify(
        _ path: String, plan: ExportPlan, result: ExportResult
    ) throws(MediaError) -> OutputFacts {
        let file: MediaFile
        do {
            file = try MediaFile(ownOutput: path)
        } catch {
            throw Self.unreadable(plan, error.message)
        }
        return try verify(file, plan: plan, result: result)
    }

    /// Verifies one output. Blocks for as long as it takes to read the file and to decode a group of pictures.
    ///
    /// - Throws: ``MediaError`` of code ``MediaError/Code/verificationFailed`` with everything that is wrong, or
    ///   ``MediaError/Code/inputOutput`` if the file cannot be read.
    public func verify(
        _ file: MediaFile, plan: ExportPlan, result: ExportResult
    ) throws(MediaError) -> OutputFacts {
        var deviations = Deviations()
        let (bytes, sha256) = try readBoxes(file, plan, &deviations)
        if let most = plan.encoding.maximumBytes {
            deviations.expect(bytes <= most, "the file has \(bytes) bytes, and may have at most \(most)")
        }
        guard var facts = try readStreams(file, plan, result, &deviations),
            deviations.sentences.isEmpty
        else {
            throw Self.failure(plan, deviations.sentences.joined(separator: "; "))
        }
        facts.bytes = bytes
        facts.sha256 = sha256
        return facts
    }

    private func readBoxes(
        _ file: MediaFile, _ plan: ExportPlan, _ deviations: inout Deviations
    ) throws(MediaError) -> (bytes: Int64, sha256: String) {
        do {
            let source = ByteSource(file)
            try ContainerCheck(source).run(&deviations)
            return (source.count, try Self.hash(source))
        } catch {
            guard error.kind == .unreadable else { throw Self.failure(plan, error.message) }
            throw Self.unreadable(plan, error.message)
        }
    }

    private static func unreadable(_ plan: ExportPlan, _ reason: String) -> MediaError {
        MediaError(
            .inputOutput, stage: .verify, file: plan.input,
            message: "The finished output cannot be read back. \(reason)")
    }

    /// - Returns: nil if there are not two streams to look at.
    private func readStreams(
        _ file: MediaFile, _ plan: ExportPlan, _ result: ExportResult, _ deviations: inout Deviations
    ) throws(MediaError) -> OutputFacts? {
        let log = ClipLog(logger: logger)
        do {
            var demuxer = try Demuxer(file, format: "mov", log: log)
            let streams = demuxer.streamIndices.map { demuxer.parameters(ofStream: $0) }
            guard let video = streams.first(where: { $0.medium == .video }),
                let audio = streams.first(where: { $0.medium == .audio })
            else {
                deviations.expect(false, "a picture or a sound is missing")
                return nil
            }
            deviations.expect(streams.count, is: 2, "the number of streams")
            Self.check(video, audio, plan, &deviations)
            var packets = PacketCheck(plan: plan, result: result, video: video, audio: audio)
            try packets.run(&demuxer, log, &deviations)
            return OutputFacts(video, audio, packets, result)
        } catch {
            if error.isReadFailure { throw Self.unreadable(plan, error.text) }
            var failure = Self.failure(plan, "it cannot be decoded", cause: error)
            failure.log = log.lastLine
            throw failure
        }
    }

    /// Checks what the design promises for every output, and what the plan says about this one.
    private static func check(
        _ video: StreamParameters, _ audio: StreamParameters, _ plan: ExportPlan,
        _ deviations: inout Deviations
    ) {
        deviations.expect(video.codecName, is: "h264", "the picture's codec")
        deviations.expect(video.profileName, is: "High", "the picture's profile")
        deviations.expect(video.width, is: plan.canvasWidth, "the width")
        deviations.expect(video.height, is: plan.canvasHeight, "the height")
        deviations.expect(video.pixelFormat, is: .yuv420p, "the pixel format")
        deviations.expect(video.pixelAspect, is: Rational(1, 1), "the shape of pixels")
        deviations.expect(video.colorimetry, is: .bt709, "the colour")
        deviations.expect(video.startTime, is: 0, "the picture's start")
        deviations.expect(audio.codecName, is: "aac", "the sound's codec")
        deviations.expect(audio.profileName, is: "LC", "the sound's profile")
        deviations.expect(audio.sampleRate, is: plan.encoding.sampleRate, "the sample rate")
        deviations.expect(audio.channels, is: 2, "the number of channels")
        deviations.expect(audio.startTime, is: 0, "the sound's start")
    }

    private static func hash(_ source: ByteSource) throws(HeaderError) -> String {
        var hash = SHA256()
        var offset: Int64 = 0
        while offset < source.count {
            let piece = try source.bytes(at: offset, count: Int(min(1 << 20, source.count - offset)))
            hash.update(piece.span)
            offset += Int64(piece.count)
        }
        return hash.finish()
    }

    private static func failure(
        _ plan: ExportPlan, _ what: String, cause: LibavError? = nil
    ) -> MediaError {
        MediaError(
            .verificationFailed, stage: .verify, file: plan.input,
            message: """
                The finished output is not what was planned: \(what). Nothing was published; please \
                report this with the clip.
                """,
            cause: cause)
    }
}

extension OutputFacts {
    fileprivate init(
        _ video: StreamParameters, _ audio: StreamParameters, _ packets: PacketCheck, _ result: ExportResult
    ) {
        let colour = video.colorimetry
        self.init(
            bytes: 0, sha256: "",
            videoCodec: video.codecName ?? "", videoProfile: video.profileName ?? "",
            width: video.width, height: video.height, pixelFormat: video.pixelFormat.name ?? "",
            color: [colour.primaries.name, colour.transfer.name, colour.matrix.name, colour.range.name]
                .map { $0 ?? "unspecified" }.joined(separator: "/"),
            frameRate: result.frameRate, frames: result.frameCount, videoDuration: result.duration,
            videoBitRate: result.duration > 0
                ? Int(Double(packets.videoBytes * 8) / result.duration) : 0,
            audioCodec: audio.codecName ?? "", sampleRate: audio.sampleRate, channels: audio.channels,
            audioDuration: packets.audioDuration, keyFrames: packets.keyFrames)
    }
}
