internal import Libav

/// Decodes the pictures of a track in presentation order, each in the size from the track's header.
final class HEIFTrackDecoder {
    private let file: PictureFile
    private let track: HEIFTrack
    private var decoder: PictureDecoder
    /// How many samples the decoder has received.
    private var sent = 0

    init(_ file: PictureFile, _ track: HEIFTrack) throws(PictureFault) {
        self.file = file
        self.track = track
        let finds = track.codec == .av1 && PictureDecoder.Codec.strictAV1.isAvailable
        do {
            decoder = try PictureDecoder(
                finds ? .strictAV1 : track.codec, setup: file.bytes([track.setup]), width: track.width,
                height: track.height,
                threads: 1)
        } catch {
            throw PictureFault(error, decoding: track.codec, "the animation")
        }
    }

    /// The next picture; nil after the last.
    func next() throws(PictureFault) -> Frame? {
        do throws(LibavError) {
            while true {
                if let frame = try decoder.receive() { return try checked(frame) }
                if sent > track.samples.count { return nil }
                if sent == track.samples.count {
                    try decoder.drain()
                } else {
                    try decoder.send(file.bytes([track.samples[sent]]).span)
                }
                sent += 1
            }
        } catch {
            throw PictureFault(error, decoding: track.codec, "picture \(max(1, sent)) of the animation")
        }
    }

    private func checked(_ frame: consuming Frame) throws(LibavError) -> Frame {
        guard frame.width >= track.width, frame.height >= track.height else {
            throw LibavError.invalidData("avcodec_receive_frame")
        }
        frame.dropRangeFromFormatName()
        return frame
    }
}
