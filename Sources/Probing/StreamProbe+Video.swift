internal import Containers
internal import Libav

extension StreamProbe {
    /// How many packets may fail to give a picture before the probe gives up on the stream: ten seconds at 30 frames
    /// per second, which is longer than any distance between key frames in a phone's clip.
    private static let patience = 300

    /// The result of reading and decoding the beginning of a video.
    private struct Reading: ~Copyable {
        var meter: CadenceMeter
        var span = PacketSpan()
        /// Whether decoding begins with the first packet.
        var beginsWithKeyFrame = false
        var firstPicture: Frame?
        var profile: String?
        /// Packets that could not be decoded, up to the first picture.
        var failures = 0
        var lastFailure: LibavError?
        var corruptPackets = 0
        /// The end of the latest packet of all streams that were read, in seconds.
        var end: Double?
        /// Whether the file was read to its end.
        var isComplete = false
        /// Whether the video's last packets were read.
        var hasEnd = false
        /// The error that stopped reading before the file's end.
        var readError: LibavError?
    }

    /// Describes the chosen video.
    ///
    /// - Throws: ``HeaderError`` if the video yields no picture or exceeds a limit.
    func describeVideo(
        _ stream: StreamParameters, reason: String, _ demuxer: inout Demuxer, into info: inout MediaInfo
    ) throws(HeaderError) {
        try checkSize(width: stream.width, height: stream.height)
        var reading = try read(stream, &demuxer, toTheEnd: info.duration == nil)
        guard let frame = reading.firstPicture.take() else { throw noPicture(reading, stream, demuxer) }
        try checkSize(width: frame.width, height: frame.height)
        info.kind = .video
        info.video = stream.index
        info.videoReason = reason
        info.picture = picture(frame, stream, demuxer, reading)
        if let place = info.streams.firstIndex(where: { $0.index == stream.index && $0.profile == nil }) {
            info.streams[place].profile = reading.profile
        }
        if info.duration == nil, let end = reading.end { info.duration = max(0, end - info.startTime) }
        measure(reading, stream, frame, into: &info)
        info.warnings += soundBeyondPicture(info)
        try checkDuration(info.shownDuration)
        try checkRate(info.picture?.cadence)
        info.warnings += damage(reading, stream, demuxer)
        if let matrix = demuxer.displayMatrix(ofStream: stream.index), !matrix.isQuarterTurn {
            info.warnings.append(
                "The file turns the picture by an odd angle; the nearest quarter turn is used.")
        }
    }

    private func read(
        _ stream: StreamParameters, _ demuxer: inout Demuxer, toTheEnd: Bool
    ) throws(HeaderError) -> Reading {
        var reading = Reading(meter: CadenceMeter(timeBase: stream.timeBase))
        var decoder: Decoder
        do throws(LibavError) {
            // With several threads, the decoder returns a picture only after as many packets.
            decoder = try Decoder(for: demuxer, stream: stream.index, policy: policy, threads: 1, log: log)
        } catch {
            throw failure(
                "The video is \(name(stream, demuxer)), which cannot be decoded here. Export it as H.264.")
        }
        if !toTheEnd { demuxer.keepOnly(stream: stream.index) }
        while toTheEnd || reading.firstPicture == nil || !reading.meter.isFull {
            var packet: Packet
            do throws(LibavError) {
                guard let next = try demuxer.next() else {
                    reading.isComplete = true
                    break
                }
                packet = next
            } catch {
                if isOutside(error) { throw failure("A part of the file cannot be read.", error) }
                reading.readError = error
                break
            }
            let base = demuxer.timeBase(ofStream: packet.streamIndex)
            if let time = packet.pts {
                let end = Timestamp(time.addingReportingOverflow(packet.duration).partialValue, base).seconds
                reading.end = max(reading.end ?? end, end)
            }
            guard packet.streamIndex == stream.index else { continue }
            reading.meter.add(packet)
            reading.span.add(packet)
            if packet.isCorrupt { reading.corruptPackets += 1 }
            if reading.meter.packets == 1 {
                reading.beginsWithKeyFrame = packet.isKeyFrame
                Self.decodeAlone(&packet, &decoder, into: &reading)
            }
            if reading.firstPicture == nil, reading.meter.packets <= Self.patience {
                Self.decode(packet, &decoder, into: &reading)
            } else if reading.firstPicture == nil {
                break
            }
        }
        if reading.firstPicture == nil { Self.drain(&decoder, into: &reading) }
        reading.profile = decoder.profileName
        // A read error is as good as the end: no picture follows it.
        reading.hasEnd = reading.isComplete || reading.readError != nil
        if !reading.hasEnd, reading.firstPicture != nil {
            reading.hasEnd = try readEnd(ofStream: stream.index, &demuxer, into: &reading.span)
        }
        return reading
    }

    /// Sets when the picture begins and ends.
    private func measure(
        _ reading: borrowing Reading, _ stream: StreamParameters, _ frame: borrowing Frame,
        into info: inout MediaInfo
    ) {
        let cut = stream.startTime.flatMap { start in
            stream.duration.map { start.addingReportingOverflow($0) }
        }
        let usual = reading.meter.medianInterval ?? Self.usualSeconds
        guard reading.hasEnd, var start = reading.span.start,
            let end = reading.span.endSeconds(
                stream.timeBase, usual: usual, cut: movie == nil ? nil : cut?.partialValue)
        else { return }
        // Pictures before the first key frame are not shown.
        if !reading.beginsWithKeyFrame, let first = frame.bestEffortPTS { start = max(start, first) }
        let begin = Double(start) * stream.timeBase.value
        // If the times are damaged, the header is more reliable.
        if end - begin > limits.seconds, info.duration.map({ $0 <= limits.seconds }) ?? false { return }
        info.picture?.start = begin
        info.picture?.duration = max(0, end - begin)
    }

    /// How long a single picture without a duration is shown, in seconds: as at 30 frames per second.
    private static let usualSeconds = 1.0 / 30

    /// Decodes a key frame on its own, if possible.
    ///
    /// Otherwise the decoder returns a picture only with the ones shown before it and, if an edit list hides the
    /// beginning, as in phones' clips, only after all hidden pictures: up to ten decoded pictures, when one tells
    /// everything.
    private static func decodeAlone(
        _ packet: inout Packet, _ decoder: inout Decoder, into reading: inout Reading
    ) {
        guard packet.isKeyFrame, !packet.isCorrupt else { return }
        let isHidden = packet.isDiscarded
        packet.isDiscarded = false
        defer { packet.isDiscarded = isHidden }
        do throws(LibavError) {
            _ = try decoder.send(packet)
            try decoder.drain()
            if case .frame(let frame) = try decoder.receive(), !frame.isCorrupt {
                reading.firstPicture = consume frame
            }
        } catch {
            // The caller decodes the packet again with the others, and counts the failure there.
        }
        decoder.flush()
    }

    private static func decode(
        _ packet: borrowing Packet, _ decoder: inout Decoder, into reading: inout Reading
    ) {
        do throws(LibavError) {
            // The decoder is never full, because each packet is followed by a receive.
            _ = try decoder.send(packet)
            if case .frame(let frame) = try decoder.receive() { reading.firstPicture = consume frame }
        } catch {
            reading.failures += 1
            reading.lastFailure = error
        }
    }

    private static func drain(_ decoder: inout Decoder, into reading: inout Reading) {
        do throws(LibavError) {
            try decoder.drain()
            if case .frame(let frame) = try decoder.receive() { reading.firstPicture = consume frame }
        } catch {
            reading.lastFailure = error
        }
    }

    private func name(_ stream: StreamParameters, _ demuxer: borrowing Demuxer) -> String {
        CodecName.name(of: streamInfo(stream, demuxer)) ?? "of an unknown codec"
    }

    private func noPicture(
        _ reading: borrowing Reading, _ stream: StreamParameters, _ demuxer: borrowing Demuxer
    ) -> HeaderError {
        let codec = name(stream, demuxer)
        let message =
            reading.meter.packets == 0
            ? "The video (\(codec)) has no data; the recording or upload is incomplete. Send it again."
            : "None of the video's first \(reading.meter.packets) pictures (\(codec)) can be decoded; its data"
                + " are damaged."
        return failure(message, reading.lastFailure ?? reading.readError)
    }

    private func picture(
        _ frame: borrowing Frame, _ stream: StreamParameters, _ demuxer: borrowing Demuxer,
        _ reading: borrowing Reading
    ) -> PictureInfo {
        let matrix = demuxer.displayMatrix(ofStream: stream.index)
        let colorimetry = frame.colorimetry.completed(by: stream.colorimetry)
        let track = movie?.tracks.first { Int($0.id) == demuxer.identifier(ofStream: stream.index) }
        let isInterlaced = frame.isInterlaced || demuxer.isInterlaced(stream: stream.index)
        // The container's clock starts at the first edit; everything earlier is hidden.
        let hidden = Double(min(0, reading.meter.earliest ?? 0)) * -stream.timeBase.value
        let shape = stream.pixelAspect.isKnown ? stream.pixelAspect : frame.pixelAspect
        let alpha = demuxer.tag("alpha_mode", ofStream: stream.index) == "1"
        return PictureInfo(
            codedWidth: frame.width, codedHeight: frame.height,
            pixelAspect: Self.isPlausible(shape) ? shape : Rational(1, 1),
            orientation: matrix?.orientation ?? .identity, hasDegenerateMatrix: matrix?.isDegenerate ?? false,
            pixelFormat: frame.format.name, colorimetry: colorimetry,
            hdr: PictureInfo.HDR(colorimetry.transfer),
            dolbyVisionProfile: demuxer.dolbyVision(ofStream: stream.index)?.name,
            isInterlaced: isInterlaced, hasAlpha: frame.format.hasAlpha || alpha,
            cadence: cadence(stream, reading, isInterlaced: isInterlaced),
            editListOffset: track == nil ? 0 : hidden, hasEditList: !(track?.edits.isEmpty ?? true))
    }

    /// Whether a camera or a format may use this pixel shape. The widest in use is 2.1.
    private static func isPlausible(_ shape: Rational) -> Bool {
        shape.isKnown && (0.1...10).contains(shape.value)
    }

    /// Camcorders may code the two fields of a picture as separate packets, which then come at twice the header's rate.
    private func cadence(
        _ stream: StreamParameters, _ reading: borrowing Reading, isInterlaced: Bool
    ) -> Cadence? {
        let isComplete = reading.isComplete
        guard isInterlaced, stream.averageFrameRate.isKnown, let median = reading.meter.medianInterval
        else { return reading.meter.cadence(isComplete: isComplete) }
        let countsFields = median * stream.averageFrameRate.value < 0.75
        return reading.meter.cadence(isComplete: isComplete, countsFields: countsFields)
    }

    private func checkSize(width: Int, height: Int) throws(HeaderError) {
        guard width > limits.videoSide || height > limits.videoSide || width * height > limits.videoPixels
        else { return }
        throw HeaderError(
            .limitExceeded,
            "The video has \(width)×\(height) pixels; the limit is \(limits.videoSide) on a side and"
                + " \(limits.videoPixels / 1_000_000) megapixels.")
    }

    private func checkRate(_ cadence: Cadence?) throws(HeaderError) {
        // Allows half a frame more, because a clock of milliseconds cannot tell 240 from 240.4.
        guard let cadence, cadence.averageRate >= limits.frameRate + 0.5 else { return }
        throw HeaderError(
            .limitExceeded,
            "The video has more than \(Int(limits.frameRate)) pictures a second, which is the limit."
        )
    }

    /// Sentences about damage with which the clip still plays.
    private func damage(
        _ reading: borrowing Reading, _ stream: StreamParameters, _ demuxer: borrowing Demuxer
    ) -> [String] {
        var warnings: [String] = []
        if reading.failures > 0 {
            warnings.append("The first \(reading.failures) pictures are damaged and will not be shown.")
        }
        if reading.corruptPackets > 0 {
            warnings.append("\(reading.corruptPackets) packets of the video are damaged.")
        }
        if stream.pixelAspect.isKnown, !Self.isPlausible(stream.pixelAspect) {
            warnings.append(
                "A pixel shape of \(stream.pixelAspect) makes no sense; square pixels are assumed.")
        }
        if let error = reading.readError {
            warnings.append("The file is damaged and could not be read to its end (\(error)).")
        }
        let track = movie?.tracks.first { Int($0.id) == demuxer.identifier(ofStream: stream.index) }
        if reading.isComplete, let promised = track?.sampleCount, promised > reading.meter.packets {
            warnings.append(
                "Of \(promised) pictures that the header lists, only \(reading.meter.packets) are in the file."
            )
        }
        return warnings
    }
}

extension Colorimetry {
    /// A copy whose unspecified values come from `other`. The bitstream takes precedence over the container.
    func completed(by other: Colorimetry) -> Colorimetry {
        Colorimetry(
            primaries: primaries == .unspecified ? other.primaries : primaries,
            transfer: transfer == .unspecified ? other.transfer : transfer,
            matrix: matrix == .unspecified ? other.matrix : matrix,
            range: range == .unspecified ? other.range : range)
    }
}
