internal import Libav

/// Reads all packets of an output once, and checks their times, their key frames, and whether they decode.
///
/// Of the picture, it decodes every group's key frame and all of the last group. Whatever breaks an export breaks
/// either its parameters, which every key frame needs, or its end (draining, the last write). Decoding everything would
/// add a tenth to the cost of the whole export. It decodes all of the sound, since that costs next to nothing.
struct PacketCheck {
    let plan: ExportPlan
    let result: ExportResult
    let video: StreamParameters
    let audio: StreamParameters

    private(set) var videoBytes = 0
    private(set) var keyFrames = 0
    private(set) var audioDuration = 0.0

    init(plan: ExportPlan, result: ExportResult, video: StreamParameters, audio: StreamParameters) {
        self.plan = plan
        self.result = result
        self.video = video
        self.audio = audio
    }

    /// - Throws: ``LibavError`` if reading or decoding fails.
    mutating func run(
        _ demuxer: inout Demuxer, _ log: ClipLog, _ deviations: inout Deviations
    ) throws(LibavError) {
        var pictures = DecodeCheck(
            try Decoder(for: demuxer, stream: video.index, deblocks: false, log: log))
        var sounds = DecodeCheck(try Decoder(for: demuxer, stream: audio.index, threads: 1, log: log))
        var times: [Int64] = []
        var keyTimes: Set<Int64> = []
        var audioStart: Int64?
        var audioEnd: Int64 = 0
        let lastGroup = max(0, result.frameCount - 1) / plan.encoding.groupOfPictures

        while let packet = try demuxer.next() {
            let time = packet.pts ?? .min
            if packet.streamIndex == video.index {
                let group = times.count / plan.encoding.groupOfPictures
                times.append(time)
                videoBytes += packet.size
                if packet.isKeyFrame { keyTimes.insert(time) }
                if packet.isKeyFrame || group == lastGroup {
                    // Groups are closed: a group needs nothing that comes before it.
                    if group != pictures.group { try pictures.begin(group) }
                    try pictures.decode(packet)
                }
            } else if packet.streamIndex == audio.index {
                audioStart = min(audioStart ?? time, time)
                audioEnd = max(audioEnd, time + packet.duration)
                try sounds.decode(packet)
            }
        }
        try pictures.finish()
        try sounds.finish()

        keyFrames = keyTimes.count
        audioDuration = Timestamp(audioEnd, audio.timeBase).seconds
        checkPictures(times, keyTimes, &deviations)
        deviations.expect(audioStart, is: 0, "the sound's first timestamp")
        checkSoundLength(&deviations)
        deviations.expect(pictures.damaged + sounds.damaged, is: 0, "the number of damaged frames")
        deviations.expect(
            pictures.decoded, is: expectedDecodedFrames(lastGroup), "the number of decodable frames")
        deviations.expect(pictures.colours, is: [.bt709], "the stream's colour")
    }

    private func checkPictures(
        _ times: [Int64], _ keyTimes: Set<Int64>, _ deviations: inout Deviations
    ) {
        deviations.expect(times.count, is: result.frameCount, "the number of frames")
        // A frame's length in the stream's time base, exactly.
        let frame = Timestamp(1, Rational(1, Int32(plan.frameRate))).rescaled(to: video.timeBase)
        let isExact =
            frame.count * Int64(plan.frameRate) * Int64(video.timeBase.numerator)
            == Int64(video.timeBase.denominator)
        deviations.expect(isExact, "the time base \(video.timeBase) cannot count frames")
        let sorted = times.sorted()
        deviations.expect(sorted.first, is: 0, "the picture's first timestamp")
        let isConstant = sorted.enumerated().allSatisfy { $1 == Int64($0) * frame.count }
        deviations.expect(isConstant, "frames do not follow each other at constant intervals")
        let group = Int64(plan.encoding.groupOfPictures) * frame.count
        let missing = stride(from: 0, to: Int64(times.count) * frame.count, by: Int(group))
            .filter { !keyTimes.contains($0) }
        deviations.expect(missing.isEmpty, "\(missing.count) groups of pictures have no key frame")
    }

    /// Sound comes in frames of 1,024 samples (ISO/IEC 14496-3, 4.5.1.1), so its end can differ from the picture's by
    /// one of them; the picture itself ends on a frame.
    private func checkSoundLength(_ deviations: inout Deviations) {
        let tolerance = 1024 / Double(plan.encoding.sampleRate) + 1 / Double(plan.frameRate)
        let difference = audioDuration - result.duration
        deviations.expect(
            abs(difference) <= tolerance,
            "the sound ends \(difference) s after the picture; the limit is \(tolerance) s")
    }

    private func expectedDecodedFrames(_ lastGroup: Int) -> Int {
        lastGroup + result.frameCount - lastGroup * plan.encoding.groupOfPictures
    }
}
