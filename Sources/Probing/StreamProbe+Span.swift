internal import Containers
internal import Libav
internal import Story

extension StreamProbe {
    /// Reads the last packets of a stream, from the last place at which decoding can begin.
    ///
    /// A container's own duration covers all its streams, may have been written before the recording was over, and in
    /// Matroska counts from 0 instead of from the first picture. The packets are reliable.
    ///
    /// - Parameters:
    ///   - demuxer: at any position; afterwards at the end.
    ///   - span: already includes the first packets; the last ones are added.
    /// - Returns: false if no packet can be read.
    func readEnd(
        ofStream index: Int, _ demuxer: inout Demuxer, into span: inout PacketSpan
    ) throws(HeaderError) -> Bool {
        demuxer.keepOnly(stream: index)
        if (try? demuxer.seekToEnd(stream: index)) != nil,
            try read(stream: index, &demuxer, into: &span)
        {
            return true
        }
        // The file has no index, or is cut off, so it is read from its beginning.
        demuxer = try open()
        demuxer.keepOnly(stream: index)
        return try read(stream: index, &demuxer, into: &span)
    }

    /// - Returns: whether there was a packet.
    private func read(
        stream index: Int, _ demuxer: inout Demuxer, into span: inout PacketSpan
    ) throws(HeaderError) -> Bool {
        var packets = 0
        while packets <= limits.samplesPerTrack, let packet = try nextPacket(&demuxer) {
            guard packet.streamIndex == index else { continue }
            span.add(packet)
            packets += 1
        }
        return packets > 0
    }

    /// Measures a sound whose container does not state its duration, or counts it from another moment.
    ///
    /// - Returns: when the sound begins and ends, in seconds on the container's clock; nil if that cannot be read.
    func soundSpan(_ stream: StreamParameters) throws(HeaderError) -> ClosedRange<Double>? {
        var demuxer = try open()
        demuxer.keepOnly(stream: stream.index)
        var span = PacketSpan()
        while span.last == nil, let packet = try nextPacket(&demuxer) {
            if packet.streamIndex == stream.index { span.add(packet) }
        }
        guard try readEnd(ofStream: stream.index, &demuxer, into: &span), let start = span.start,
            let end = span.endSeconds(stream.timeBase, usual: 0)
        else { return nil }
        let begin = Double(start) * stream.timeBase.value
        return begin < end ? begin...end : nil
    }

    /// The next packet; nil at the file's end and at damage.
    func nextPacket(_ demuxer: inout Demuxer) throws(HeaderError) -> Packet? {
        do throws(LibavError) {
            return try demuxer.next()
        } catch {
            if isOutside(error) { throw failure("A part of the file cannot be read.", error) }
            return nil
        }
    }

    /// Sentences about sound before or after the picture, which a story leaves out.
    func soundBeyondPicture(_ info: MediaInfo) -> [String] {
        guard let index = info.audio, let start = info.picture?.start, let length = info.picture?.duration
        else { return [] }
        let sound = info.streams[index]
        var sentences: [String] = []
        if let begin = sound.startTime, start - begin > Self.noticedSeconds {
            sentences.append(
                "The sound begins \((start - begin).inSeconds) before the picture; a story begins with the "
                    + "picture.")
        }
        let end =
            if let duration = sound.duration {
                (sound.startTime ?? info.startTime) + duration
            } else {
                // Matroska's length counts from 0.
                (file.format == .matroska ? 0 : info.startTime) + (info.duration ?? 0)
            }
        if end - start - length > Self.noticedSeconds {
            sentences.append(
                "The sound continues for \((end - start - length).inSeconds) after the picture; a story ends with the "
                    + "picture.")
        }
        return sentences
    }

    /// Cameras end picture and sound a few hundredths of a second apart, which is inaudible.
    private static let noticedSeconds = 0.5
}
