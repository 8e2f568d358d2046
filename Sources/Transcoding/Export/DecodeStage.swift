internal import Libav

/// Decodes a clip's video and gives on the frames that will be seen.
struct DecodeStage: ~Copyable {
    private let context: ClipContext
    private var source: StreamDecoder
    private var deinterlacer: Deinterlacer?
    private var picker: FramePicker

    /// The newest frame that has begun; it is shown from there until the next one begins.
    private var held: Frame?
    /// When the held frame begins and ends, in seconds from the first output frame.
    private var heldTime = 0.0
    private var heldEnd = 0.0
    private var interval: Double

    /// Packets that fail in a row until the file is given up; each is damaged on its own, and
    /// a file of nothing else must not be read to its end.
    private static let toleratedFailures = 300
    /// How long a last frame may stand where the sound goes on, in seconds. Beyond that the picture
    /// is missing, not late.
    private static let longestHold = 1.0

    init(_ context: ClipContext, stream: Int) throws(MediaError) {
        let plan = context.plan
        source = try Self.open(context, stream)
        self.context = context
        interval = 1 / Double(plan.frameRate)
        picker = FramePicker(
            frameRate: plan.frameRate, lead: plan.video.pickingLead, frameCount: plan.frameCount)
    }

    private static func open(_ context: ClipContext, _ stream: Int) throws(MediaError) -> StreamDecoder {
        do {
            let video = context.plan.video
            return try StreamDecoder(
                context, file: context.plan.input, policy: context.policy, stream: stream,
                start: video.seeks ? video.start : nil, threads: context.threads)
        } catch {
            throw context.failure(opening: error, "The video cannot be decoded.")
        }
    }

    /// Decodes until the last frame that is seen.
    mutating func run(into frames: Channel<SourceFrame>) async throws {
        var failures = 0
        while !picker.isFull && failures <= Self.toleratedFailures {
            try context.checkInterruption()
            guard let packet = try nextPacket() else { break }
            failures = decode(packet) ? 0 : failures + 1
            try await takeFrames(into: frames)
        }
        if !picker.isFull {
            // A decoder that cannot even be drained has said so for its packets.
            try? source.drain()
            try await takeFrames(into: frames)
            try await drainDeinterlacer(into: frames)
        }
        try await finish(into: frames)
    }

    /// The next packet; nil at the end, which a truncated file reaches early.
    private mutating func nextPacket() throws(MediaError) -> Packet? {
        do throws(LibavError) {
            return try source.nextPacket()
        } catch {
            if error.isInterruption || error.isOutOfMemory {
                throw context.failure(.inputOutput, .decode, "Reading stopped.", error)
            }
            context.report.warn("the file is damaged: \(error.text)")
            return nil
        }
    }

    /// - Returns: false where the packet is damaged.
    private mutating func decode(_ packet: borrowing Packet) -> Bool {
        do throws(LibavError) {
            try source.send(packet)
            return true
        } catch {
            context.report.update { $0.damagedFrames += 1 }
            return false
        }
    }

    private mutating func takeFrames(into frames: Channel<SourceFrame>) async throws {
        while !picker.isFull {
            let output: DecoderOutput
            do throws(LibavError) {
                output = try source.receive()
            } catch {
                context.report.update { $0.damagedFrames += 1 }
                return
            }
            guard case .frame(let frame) = output else { return }
            let isDamaged = frame.isCorrupt
            context.report.update { counts in
                counts.decodedFrames += 1
                if isDamaged { counts.damagedFrames += 1 }
            }
            if context.plan.video.deinterlaces {
                try await deinterlace(frame, into: frames)
            } else {
                try await begin(frame, into: frames)
            }
        }
    }

    // MARK: Deinterlacing

    private mutating func deinterlace(
        _ frame: consuming Frame, into frames: Channel<SourceFrame>
    ) async throws {
        frame.pts = frame.bestEffortPTS
        do throws(LibavError) {
            if deinterlacer == nil { deinterlacer = try Deinterlacer(like: frame, timeBase: source.timeBase) }
            try deinterlacer?.send(frame)
        } catch {
            throw context.failure(.unusableMedia, .decode, "The video cannot be deinterlaced.", error)
        }
        try await takeDeinterlaced(into: frames)
    }

    private mutating func drainDeinterlacer(into frames: Channel<SourceFrame>) async throws {
        guard deinterlacer != nil else { return }
        try deinterlacer?.drain()
        try await takeDeinterlaced(into: frames)
    }

    private mutating func takeDeinterlaced(into frames: Channel<SourceFrame>) async throws {
        while let output = try deinterlacer?.receive() {
            guard case .frame(let frame) = output else { return }
            try await begin(frame, into: frames)
        }
    }

    // MARK: Picking

    /// A frame begins to be shown; the one before it is known to end.
    private mutating func begin(
        _ frame: consuming Frame, into frames: Channel<SourceFrame>
    ) async throws {
        let speed = context.plan.video.speed
        let time = source.seconds(of: frame, from: context.plan.video.start)
        let seconds = time.map { $0 / speed } ?? heldEnd
        if held != nil, seconds > heldTime { interval = seconds - heldTime }
        let run = picker.begin(at: seconds)
        try await emit(run, into: frames)
        let duration = Timestamp(frame.duration, source.timeBase).seconds / speed
        heldTime = seconds
        heldEnd = seconds + (duration > 0 ? duration : interval)
        held = consume frame
    }

    private mutating func emit(
        _ run: FramePicker.Run?, into frames: Channel<SourceFrame>
    ) async throws {
        guard let frame = held.take(), let run else { return }
        context.report.update { $0.shownFrames += 1 }
        try await frames.send(SourceFrame(frame: frame, run: run))
    }

    /// The source has ended or everything wanted has begun.
    private mutating func finish(into frames: Channel<SourceFrame>) async throws {
        guard held != nil else {
            throw context.failure(
                .unusableMedia, .decode,
                "Its video yields no picture. The file is damaged or cut off; copy it again.")
        }
        let planned = context.plan.duration
        let end = planned - heldEnd <= Self.longestHold ? planned : heldEnd
        if !picker.isFull { try await emit(picker.end(at: end), into: frames) }
        // A damaged time may lie beyond what an integer can count.
        let lastFrame = (end * Double(context.plan.frameRate)).rounded()
        let frameCount = Int(min(max(lastFrame, 1), Double(context.plan.frameCount)))
        context.report.update { $0.frameCount = frameCount }
        if frameCount < context.plan.frameCount {
            context.report.warn(
                "the picture ends after \(end.inSeconds) where \(planned.inSeconds) were promised; the story is "
                    + "shorter")
        }
        frames.finish()
    }
}
