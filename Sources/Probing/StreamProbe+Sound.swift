internal import Containers
internal import Libav

extension StreamProbe {
    /// How many packets may fail to decode before the probe gives up on the stream: six seconds of AAC.
    private static let soundPatience = 300

    /// Chooses the sound by decoding its beginning. A codec's name does not tell whether this build of FFmpeg supports
    /// all of the codec.
    ///
    /// - Returns: the index of a stream; nil if no sound can be decoded. Streams that fail are marked as not decodable.
    func chooseSound(among streams: inout [StreamInfo]) throws(HeaderError) -> Int? {
        while let index = StreamChoice.audio(among: streams) {
            if try canBeHeard(stream: index) { return index }
            streams[index].isDecodable = false
        }
        return nil
    }

    /// Whether a stream can be decoded, or has no data at all, which is silence.
    private func canBeHeard(stream index: Int) throws(HeaderError) -> Bool {
        var packets = 0
        do throws(LibavError) {
            var demuxer = try file.demuxer(log: log, cancellation: cancellation, inspection: .brief)
            var decoder = try Decoder(for: demuxer, stream: index, policy: policy, threads: 1, log: log)
            demuxer.keepOnly(stream: index)
            while packets < Self.soundPatience, let packet = try demuxer.next() {
                guard packet.streamIndex == index else { continue }
                packets += 1
                if Self.decodes(packet, &decoder) { return true }
            }
            try decoder.drain()
            if case .frame = try decoder.receive() { return true }
        } catch {
            if isOutside(error) { throw failure("A part of the file cannot be read.", error) }
            return false
        }
        return packets == 0
    }

    private static func decodes(_ packet: borrowing Packet, _ decoder: inout Decoder) -> Bool {
        do throws(LibavError) {
            _ = try decoder.send(packet)
            if case .frame = try decoder.receive() { return true }
        } catch {
            // This packet may be damaged, and the next one intact.
        }
        return false
    }

    /// A sentence for each sound that is left out because it cannot be decoded.
    func unusableSound(_ info: MediaInfo) -> [String] {
        info.streams.filter { $0.medium == .audio && !$0.isDecodable }.map { stream in
            "The sound in stream \(stream.index) (\(CodecName.name(of: stream) ?? "an unknown codec")) cannot be "
                + "decoded and was left out."
                + (info.audio == nil ? " Export the clip with AAC sound to hear it." : "")
        }
    }

    /// Why neither pictures nor sound can be used, in a sentence or two.
    static func nothingUsable(_ streams: [StreamInfo]) -> String {
        streams.contains { $0.medium == .audio }
            ? "The file holds no picture. \(noSound(streams))"
            : "The file has neither pictures nor sound that can be decoded."
    }

    /// Why no sound can be used, in a sentence or two.
    static func noSound(_ streams: [StreamInfo]) -> String {
        let names = streams.filter { $0.medium == .audio }.map {
            CodecName.name(of: $0) ?? "of an unknown codec"
        }
        guard let first = names.first else { return "It holds no sound." }
        let others = names.dropFirst().filter { $0 != first }
        return "Its sound is \(([first] + others).joined(separator: " and ")), which cannot be decoded here. "
            + "Export it as AAC or MP3."
    }
}
