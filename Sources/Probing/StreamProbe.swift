internal import Containers
internal import Libav
internal import Threading

/// Describes a clip or a sound with FFmpeg.
///
/// Reads packets only until the cadence is known, and decodes only until the first picture.
struct StreamProbe {
    let file: ValidatedFile
    let limits: Limits
    let log: ClipLog
    let cancellation: CancellationToken?

    var policy: MediaPolicy { file.policy }
    var movie: MovieHeader? { file.movie }

    /// Describes a file's sound, ignoring any pictures.
    ///
    /// - Throws: ``HeaderError`` if the file has no sound that can be decoded.
    func sound() throws(HeaderError) -> MediaInfo {
        let demuxer = try open()
        let parameters = demuxer.streamIndices.map { demuxer.parameters(ofStream: $0) }
        var info = try describeStreams(parameters, demuxer)
        guard let audio = info.audio else {
            throw HeaderError(.malformed, Self.noSound(info.streams))
        }
        try measureSound(parameters[audio], into: &info)
        return info
    }

    func run() throws(HeaderError) -> MediaInfo {
        var demuxer = try open()
        let parameters = demuxer.streamIndices.map { demuxer.parameters(ofStream: $0) }
        var info = try describeStreams(parameters, demuxer)
        let pictures = try countPictures(parameters)
        guard let choice = StreamChoice.video(among: info.streams, pictures: pictures) else {
            guard let audio = info.audio else {
                throw HeaderError(.malformed, Self.nothingUsable(info.streams))
            }
            try measureSound(parameters[audio], into: &info)
            return info
        }
        try describeVideo(parameters[choice.index], reason: choice.reason, &demuxer, into: &info)
        return info
    }

    private func describeStreams(
        _ parameters: [StreamParameters], _ demuxer: borrowing Demuxer
    ) throws(HeaderError) -> MediaInfo {
        var streams = parameters.map { streamInfo($0, demuxer) }
        let audio = try chooseSound(among: &streams)
        var info = MediaInfo(
            kind: .audio, container: demuxer.formatName, bytes: 0,
            duration: movie?.hasUnknownDuration ?? false ? nil : demuxer.duration,
            startTime: demuxer.startTime, streams: streams)
        info.audio = audio
        info.slowMotion = slowMotion
        info.warnings = (movie?.warnings ?? []) + unusableSound(info)
        return info
    }

    /// Measures the packets if the container does not state the sound's duration, or counts it from another moment.
    private func measureSound(_ stream: StreamParameters, into info: inout MediaInfo) throws(HeaderError) {
        if info.duration == nil || file.format == .matroska, let span = try soundSpan(stream) {
            info.startTime = span.lowerBound
            info.duration = span.upperBound - span.lowerBound
        }
        try checkDuration(info.duration)
    }

    /// Whether a failed call says nothing about the file, because reading was cancelled or the system refused to read.
    func isOutside(_ error: LibavError) -> Bool {
        (cancellation?.isCancelled ?? false) || error.isReadFailure
    }

    /// An error with FFmpeg's last log line about the file.
    func failure(_ message: String, _ cause: LibavError? = nil) -> HeaderError {
        if cancellation?.isCancelled ?? false {
            return HeaderError(.cancelled, "Reading was stopped.", cause: cause)
        }
        if let cause, cause.isReadFailure {
            return HeaderError(.unreadable, "The file cannot be read.", cause: cause)
        }
        return HeaderError(.malformed, message, cause: cause, log: log.lastLine)
    }

    func open() throws(HeaderError) -> Demuxer {
        do throws(LibavError) {
            return try file.demuxer(log: log, cancellation: cancellation, inspection: .withoutPictures)
        } catch {
            throw failure("The file's header is damaged; it cannot be opened.", error)
        }
    }

    func streamInfo(_ stream: StreamParameters, _ demuxer: borrowing Demuxer) -> StreamInfo {
        let isVideo = stream.medium == .video
        let isAudio = stream.medium == .audio
        let track = movie?.tracks.first { Int($0.id) == demuxer.identifier(ofStream: stream.index) }
        let duration =
            track?.hasUnknownDuration ?? false
            ? nil : stream.duration.map { Timestamp($0, stream.timeBase).seconds }
        return StreamInfo(
            index: stream.index, medium: StreamInfo.Medium(stream.medium), codec: stream.codecName,
            tag: Self.tag(stream.codecTag) ?? matroskaName(of: stream, demuxer),
            profile: demuxer.audioObjectType(ofStream: stream.index) == 42
                ? CodecName.xHEAAC : stream.profileName,
            isDecodable: demuxer.decoderName(ofStream: stream.index, policy: policy) != nil,
            isDefault: stream.isDefault, isAttachedPicture: stream.isAttachedPicture, duration: duration,
            startTime: stream.startTime.map { Timestamp($0, stream.timeBase).seconds },
            codedWidth: isVideo ? stream.width : nil, codedHeight: isVideo ? stream.height : nil,
            sampleRate: isAudio ? stream.sampleRate : nil, channels: isAudio ? stream.channels : nil,
            channelLayout: isAudio ? stream.channelLayout : nil,
            bitRate: stream.bitRate > 0 ? stream.bitRate : nil)
    }

    /// Matroska's name for a codec that FFmpeg does not know; other containers use four characters.
    private func matroskaName(of stream: StreamParameters, _ demuxer: borrowing Demuxer) -> String? {
        guard file.format == .matroska, stream.codecName == nil else { return nil }
        let parameters = demuxer.streamIndices.map { demuxer.parameters(ofStream: $0) }
        let place = parameters.count { $0.index < stream.index && $0.medium == stream.medium }
        return MatroskaTracks(ByteSource(file.file)).codec(of: StreamInfo.Medium(stream.medium), at: place)
    }

    /// The four characters of a code; nil if they are not printable, as in transport streams.
    private static func tag(_ code: UInt32) -> String? {
        let text = FourCC(rawValue: code).description
        return text.contains(".") ? nil : text
    }

    private var slowMotion: SlowMotion? {
        guard let movie, movie.captureRate != nil || !movie.slowMotionSegments.isEmpty else { return nil }
        return SlowMotion(captureRate: movie.captureRate, segments: movie.slowMotionSegments)
    }

    func checkDuration(_ seconds: Double?) throws(HeaderError) {
        guard let seconds, seconds > limits.seconds else { return }
        throw HeaderError(
            .limitExceeded,
            "The clip lasts longer than \(Int(limits.seconds / 60)) minutes, which is the limit. Cut it first."
        )
    }

    /// How many pictures each video has, if there are several to choose from: the counts in the header or, if it has
    /// none, the packets in the first seconds.
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
        while let packet = try nextPacket(&demuxer) {
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
