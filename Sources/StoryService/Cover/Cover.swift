internal import Libav

/// Chooses the picture that stands for a slide, and makes a JPEG file of it.
///
/// Key frames are preferred: each is decoded by itself, and they are the best pictures of their
/// groups. Only where all of them are black, every frame is looked at for the first that is not.
struct Cover {
    /// The JPEG file.
    let jpeg: [UInt8]
    /// The picture's moment in the slide, in seconds.
    let time: Double

    /// - Parameters:
    ///   - file: a finished output.
    ///   - duration: what it lasts, in seconds.
    /// - Throws: ``LibavError`` where it cannot be decoded.
    init(of file: MediaFile, duration: Double) throws(LibavError) {
        var candidates = CoverCandidates(duration: duration)
        try Self.forEachFrame(of: file, keyFramesOnly: true) { (frame, time) throws(LibavError) in
            try candidates.add(frame, at: time)
            return true
        }
        if let best = candidates.best {
            jpeg = try JPEGEncoder.encode(best.frame)
            time = best.time
            return
        }
        var picked: Frame?
        var pickedTime = 0.0
        try Self.forEachFrame(of: file, keyFramesOnly: false) { (frame, time) throws(LibavError) in
            let isLit = !PictureMeasure(frame).isBlack
            // The first frame of all, for a slide that is black from end to end.
            if isLit || picked == nil {
                picked = try frame.reference()
                pickedTime = time
            }
            return !isLit
        }
        guard let picked else { throw LibavError.invalidData("avcodec_receive_frame") }
        jpeg = try JPEGEncoder.encode(picked)
        time = pickedTime
    }

    /// Decodes a file's picture.
    ///
    /// - Parameter body: gets a frame and its time in seconds; false ends the walk.
    private static func forEachFrame(
        of file: MediaFile, keyFramesOnly: Bool,
        _ body: (borrowing Frame, Double) throws(LibavError) -> Bool
    ) throws(LibavError) {
        var demuxer = try Demuxer(file, format: "mov", inspection: .brief)
        guard
            let stream = demuxer.streamIndices.first(where: {
                demuxer.parameters(ofStream: $0).medium == .video
            })
        else { throw LibavError.invalidData("avformat_open_input") }
        demuxer.keepOnly(stream: stream)
        let timeBase = demuxer.timeBase(ofStream: stream)
        // One thread: a key frame comes out at once, not when all threads have one.
        var decoder = try Decoder(for: demuxer, stream: stream, threads: keyFramesOnly ? 1 : 0)

        func take() throws(LibavError) -> Bool {
            while case .frame(let frame) = try decoder.receive() {
                let time = Timestamp(frame.bestEffortPTS ?? 0, timeBase).seconds
                if try !body(frame, time) { return false }
            }
            return true
        }
        while let packet = try demuxer.next() {
            // What was read to know the streams is still handed out, whatever is discarded since.
            guard packet.streamIndex == stream, !keyFramesOnly || packet.isKeyFrame else { continue }
            while try !decoder.send(packet) { if try !take() { return } }
            if keyFramesOnly { try decoder.drain() }
            if try !take() { return }
            if keyFramesOnly { decoder.flush() }
        }
        try decoder.drain()
        _ = try take()
    }
}
