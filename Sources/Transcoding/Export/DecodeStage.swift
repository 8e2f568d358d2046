internal import Libav
internal import Probing
internal import Story
internal import Threading

/// Decodes a clip's video, and outputs the frames that will be shown.
struct DecodeStage: ~Copyable {
    private let context: ExportContext
    private var entry: SeekPoint
    private var source: StreamDecoder
    private var deinterlacer: Deinterlacer?
    private var picker: FramePicker
    /// Nil if all packets are decoded. This is so if several frames are wanted, since some are passed on before the
    /// last is known; if two packets may make one picture; and if the packets' times are not those of the pictures.
    private var sieve: PacketFilter?

    /// Whether the first picture begins too late for the first wanted frame.
    private var isLate = false
    /// Whether a packet has arrived at which decoding can begin.
    private var hasKeyFrame = false
    /// The newest frame that has begun; it is shown until the next one begins.
    private var held: Frame?
    /// When the held frame begins and ends, in seconds from the first output frame.
    private var heldTime = 0.0
    private var heldEnd = 0.0
    private var interval: Double

    /// How many packets in a row may fail before the file is given up. Each of them may be damaged on its own, but a
    /// file that holds nothing else must not be read to its end.
    private static let toleratedFailures = 300
    /// How long the last frame may stay while the sound continues, in seconds. Beyond that the picture is missing, not
    /// late.
    private static let longestHold = 1.0

    init(_ context: ExportContext, stream: Int) throws(MediaError) {
        var entry = SeekPoint(context)
        source = try Self.open(context, stream, &entry)
        self.context = context
        self.entry = entry
        interval = 1 / Double(context.plan.frameRate)
        picker = context.picker
        sieve = Self.sieve(context)
    }

    private static func sieve(_ context: ExportContext) -> PacketFilter? {
        context.frames.isOne && !context.plan.video.deinterlaces ? PacketFilter() : nil
    }

    /// Opens the clip at an entry, or at an earlier one if that place cannot be reached.
    private static func open(
        _ context: ExportContext, _ stream: Int, _ entry: inout SeekPoint
    ) throws(MediaError) -> StreamDecoder {
        while true {
            do {
                return try StreamDecoder(
                    context, file: context.plan.input, policy: context.policy, stream: stream,
                    start: entry.start, threads: context.threads)
            } catch {
                if entry.goBack() { continue }
                throw context.failure(opening: error, "The video cannot be decoded.")
            }
        }
    }

    /// Decodes until the last frame that is shown.
    mutating func run(into frames: Channel<SourceFrame>) async throws {
        repeat {
            try await decode(into: frames)
        } while try goBack()
        try await finish(into: frames)
    }

    private mutating func decode(into frames: Channel<SourceFrame>) async throws {
        var failures = 0
        while !isDone && failures <= Self.toleratedFailures {
            try context.checkCancellation()
            guard let packet = try nextPacket() else { break }
            guard isDecodable(packet) else { continue }
            failures = decode(packet) ? 0 : failures + 1
            try await takeFrames(into: frames)
        }
        if !isDone {
            // If the decoder cannot even be drained, its packets have already failed with the reason.
            try? source.drain()
            try await takeFrames(into: frames)
            try await drainDeinterlacer(into: frames)
        }
    }

    private var isDone: Bool { picker.isFull || isLate }

    /// Starts over at an earlier place, or without the sieve, if the frames that came out cannot be the wanted ones.
    ///
    /// - Returns: false if they are, or if no other way is left.
    private mutating func goBack() throws(MediaError) -> Bool {
        if isLate || held == nil, entry.goBack() {
            sieve = Self.sieve(context)
        } else if sieve?.hasEnded ?? false, !picker.isFull, sieve?.lastTime != held?.bestEffortPTS {
            sieve = nil
        } else {
            return false
        }
        source = try Self.open(context, source.stream, &entry)
        deinterlacer = nil
        held = nil
        heldTime = 0
        heldEnd = 0
        picker = context.picker
        isLate = false
        hasKeyFrame = false
        return true
    }

    /// Not all containers seek to a key frame, and without one decoders may make up pictures.
    private mutating func isDecodable(_ packet: borrowing Packet) -> Bool {
        if packet.isKeyFrame { hasKeyFrame = true }
        return hasKeyFrame || !entry.isShortcut
    }

    /// Returns the next packet that is needed; nil at the end, which a truncated file reaches early.
    private mutating func nextPacket() throws(MediaError) -> Packet? {
        guard sieve != nil else { return try readPacket() }
        let (picker, video, timeBase) = (picker, context.plan.video, source.timeBase)
        while true {
            if let packet = sieve?.next() { return packet }
            if sieve?.hasEnded ?? true { return nil }
            guard let packet = try readPacket() else {
                sieve?.finish()
                return nil
            }
            sieve?.add(packet) {
                picker.isBeyond((Timestamp($0, timeBase).seconds - video.start) / video.speed)
            }
        }
    }

    private mutating func readPacket() throws(MediaError) -> Packet? {
        do throws(LibavError) {
            return try source.nextPacket()
        } catch {
            if let failure = context.failure(reading: error, context.plan.input) { throw failure }
            if error.isCancellation || error.isOutOfMemory {
                throw context.failure(.inputOutput, .decode, "Reading stopped.", error)
            }
            context.report.warn("the file is damaged: \(error.text)")
            return nil
        }
    }

    /// - Returns: false if the packet is damaged.
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
        while !isDone {
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
        if deinterlacer == nil { deinterlacer = Deinterlacer() }
        do throws(LibavError) {
            try deinterlacer?.send(frame)
        } catch {
            throw context.failure(
                .limitExceeded, .decode, "There is not enough memory for its pictures.", error)
        }
        try await takeDeinterlaced(into: frames)
    }

    private mutating func drainDeinterlacer(into frames: Channel<SourceFrame>) async throws {
        guard deinterlacer != nil else { return }
        try deinterlacer?.drain()
        try await takeDeinterlaced(into: frames)
    }

    private mutating func takeDeinterlaced(into frames: Channel<SourceFrame>) async throws {
        while let output = deinterlacer?.receive() {
            guard case .frame(let frame) = output else { return }
            try await begin(frame, into: frames)
        }
    }

    // MARK: Picking

    /// Begins to show a frame, so that the end of the previous one is known.
    private mutating func begin(
        _ frame: consuming Frame, into frames: Channel<SourceFrame>
    ) async throws {
        let speed = context.plan.video.speed
        let time = source.seconds(of: frame, from: context.plan.video.start).map { $0 / speed }
        if held == nil, entry.isLate(time) {
            isLate = true
            return
        }
        let seconds = time ?? heldEnd
        if held != nil, seconds > heldTime { interval = seconds - heldTime }
        let run = picker.begin(at: seconds, fillsBefore: !entry.isShortcut)
        try await emit(run, into: frames)
        let duration = Timestamp(frame.duration, source.timeBase).seconds / speed
        heldTime = seconds
        heldEnd = seconds + (duration > 0 ? duration : interval)
        held = consume frame
    }

    private mutating func emit(
        _ run: FramePicker.Run?, into frames: Channel<SourceFrame>
    ) async throws {
        guard let frame = held.take(), let run, !context.frames.indices(in: run).isEmpty else { return }
        context.report.update { $0.shownFrames += 1 }
        try await frames.send(SourceFrame(frame: frame, run: run))
    }

    /// Finishes when the source has ended or every wanted frame has begun.
    private mutating func finish(into frames: Channel<SourceFrame>) async throws {
        guard held != nil else {
            throw context.failure(
                .unusableMedia, .decode,
                "Its video yields no picture. The file is damaged or cut off; copy it again.")
        }
        if !picker.isFull {
            if sieve?.hasEnded ?? false {
                try await emit(picker.begin(at: context.plan.duration), into: frames)
            } else {
                try await finishEarly(into: frames)
            }
        }
        frames.finish()
    }

    private mutating func finishEarly(into frames: Channel<SourceFrame>) async throws {
        let planned = context.plan.duration
        let isHeld = context.fills || planned - heldEnd <= Self.longestHold
        let end = isHeld ? planned : heldEnd
        try await emit(picker.end(at: end), into: frames)
        // A damaged time may lie beyond the range of integers.
        let lastFrame = (end * Double(context.plan.frameRate)).rounded()
        let frameCount = Int(min(max(lastFrame, 1), Double(context.plan.frameCount)))
        context.report.update { $0.frameCount = frameCount }
        if context.fills, planned - heldEnd > Self.longestHold {
            context.report.warn(
                "the picture ends after \(heldEnd.inSeconds), although \(planned.inSeconds) were promised; its last "
                    + "frame stays until the slide ends")
        }
        if frameCount < context.plan.frameCount {
            context.report.warn(
                "the picture ends after \(end.inSeconds), although \(planned.inSeconds) were promised; the story is "
                    + "shorter")
        }
    }
}
