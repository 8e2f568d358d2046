internal import Libav

/// Describes a clip or a sound by what FFmpeg finds in it.
///
/// Reads packets until the cadence is known, decodes until one picture is out, and no further.
struct StreamProbe {
    let file: CheckedFile
    let limits: Limits
    let log: ClipLog
    let interruption: Interruption?

    var policy: MediaPolicy { file.policy }
    var movie: MovieHeader? { file.movie }

    /// Describes a file whose pictures, if it has any, are not wanted.
    ///
    /// - Throws: ``HeaderError`` where it has no sound that can be decoded.
    func sound() throws(HeaderError) -> MediaInfo {
        let demuxer = try open()
        let parameters = demuxer.streamIndices.map { demuxer.parameters(ofStream: $0) }
        let info = try describeStreams(parameters, demuxer)
        guard info.audio != nil else {
            throw HeaderError(.malformed, "The file has no sound that can be decoded.")
        }
        return info
    }

    func run() throws(HeaderError) -> MediaInfo {
        var demuxer = try open()
        let parameters = demuxer.streamIndices.map { demuxer.parameters(ofStream: $0) }
        var info = try describeStreams(parameters, demuxer)
        let pictures = try countPictures(parameters)
        guard let choice = StreamChoice.video(among: info.streams, pictures: pictures) else {
            guard info.audio != nil else {
                throw HeaderError(.malformed, "The file has neither pictures nor sound that can be decoded.")
            }
            return info
        }
        try describeVideo(parameters[choice.index], reason: choice.reason, &demuxer, into: &info)
        return info
    }

    private func describeStreams(
        _ parameters: [StreamParameters], _ demuxer: borrowing Demuxer
    ) throws(HeaderError) -> MediaInfo {
        let streams = parameters.map { streamInfo($0, demuxer) }
        var info = MediaInfo(
            kind: .audio, container: demuxer.formatName, bytes: 0, duration: demuxer.duration,
            startTime: demuxer.startTime, streams: streams)
        info.audio = StreamChoice.audio(among: streams)
        info.slowMotion = slowMotion
        info.warnings = (movie?.warnings ?? []) + unusableSound(streams)
        try checkDuration(info.duration)
        return info
    }

    /// FFmpeg's refusal, with its own last words about the file.
    func failure(_ message: String, _ cause: LibavError? = nil) -> HeaderError {
        if interruption?.isRaised ?? false {
            return HeaderError(.cancelled, "Reading was stopped.", cause: cause)
        }
        return HeaderError(.malformed, message, cause: cause, log: log.lastLine)
    }

    private func open() throws(HeaderError) -> Demuxer {
        do throws(LibavError) {
            return try file.demuxer(log: log, interruption: interruption, inspection: .withoutPictures)
        } catch {
            throw failure("The file's header is damaged; it cannot be opened.", error)
        }
    }

    private func streamInfo(_ stream: StreamParameters, _ demuxer: borrowing Demuxer) -> StreamInfo {
        let isVideo = stream.medium == .video
        let isAudio = stream.medium == .audio
        let duration = stream.duration.map { Timestamp($0, stream.timeBase).seconds }
        return StreamInfo(
            index: stream.index, medium: StreamInfo.Medium(stream.medium), codec: stream.codecName,
            profile: stream.profileName,
            isDecodable: demuxer.decoderName(ofStream: stream.index, policy: policy) != nil,
            isDefault: stream.isDefault, isAttachedPicture: stream.isAttachedPicture, duration: duration,
            startTime: stream.startTime.map { Timestamp($0, stream.timeBase).seconds },
            codedWidth: isVideo ? stream.width : nil, codedHeight: isVideo ? stream.height : nil,
            sampleRate: isAudio ? stream.sampleRate : nil, channels: isAudio ? stream.channels : nil,
            channelLayout: isAudio ? stream.channelLayout : nil,
            bitRate: stream.bitRate > 0 ? stream.bitRate : nil)
    }

    private var slowMotion: SlowMotion? {
        guard let movie, movie.captureRate != nil || !movie.slowMotionSegments.isEmpty else { return nil }
        return SlowMotion(captureRate: movie.captureRate, segments: movie.slowMotionSegments)
    }

    /// A sentence for each sound that is left out because nothing here can decode it.
    private func unusableSound(_ streams: [StreamInfo]) -> [String] {
        streams.filter { $0.medium == .audio && !$0.isDecodable }.map { stream in
            "The sound in stream \(stream.index) (\(stream.codec ?? "a codec that FFmpeg does not know"))"
                + " cannot be decoded and was left out."
        }
    }

    func checkDuration(_ seconds: Double?) throws(HeaderError) {
        guard let seconds, seconds > limits.seconds else { return }
        throw HeaderError(
            .limitExceeded,
            "The clip lasts longer than \(Int(limits.seconds / 60)) minutes, which is the limit. Cut it first."
        )
    }

    /// How many pictures each video has, where there are several to choose from: what the header
    /// says, or where it does not, the packets in the first seconds.
    private func countPictures(_ streams: [StreamParameters]) throws(HeaderError) -> [Int: Int64] {
        let videos = streams.filter { $0.medium == .video && !$0.isAttachedPicture }
        guard videos.count > 1 else { return [:] }
        if videos.allSatisfy({ $0.frameCount > 0 }) {
            return Dictionary(uniqueKeysWithValues: videos.map { ($0.index, $0.frameCount) })
        }
        var counts: [Int: Int64] = [:]
        var demuxer = try open()
        var meters = Dictionary(
            uniqueKeysWithValues: videos.map { ($0.index, CadenceMeter(timeBase: $0.timeBase)) })
        // A damaged packet ends the count, not the probe.
        while let packet = try? demuxer.next() {
            meters[packet.streamIndex]?.add(packet)
            if meters.values.contains(where: \.isFull) { break }
        }
        for (index, meter) in meters { counts[index] = Int64(meter.packets) }
        return counts
    }
}

extension StreamInfo.Medium {
    init(_ medium: StreamParameters.Medium) {
        switch medium {
        case .video: self = .video
        case .audio: self = .audio
        case .subtitle: self = .subtitle
        case .attachment: self = .attachment
        case .data, .unknown: self = .data
        }
    }
}
