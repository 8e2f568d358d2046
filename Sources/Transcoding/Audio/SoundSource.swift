internal import Libav
internal import Probing

/// Decodes a file's sound into stereo pieces with their times.
///
/// Damaged sound costs the sound, not the story: this type leaves out what it cannot decode, and reports it.
struct SoundSource: ~Copyable {
    struct Piece {
        var samples: StereoSound
        /// Seconds from the origin's start.
        var seconds: Double
    }

    private let context: ExportContext
    private let origin: SoundOrigin
    private var source: StreamDecoder
    private var resampler: Resampler
    private var isDrained = false
    /// The end of the samples that the resampler holds back, in seconds.
    private var nextTime: Double?

    /// Decoding starts this long before the first audible sample, in seconds: AAC and Opus sound right only once the
    /// preceding samples are decoded (Opus 80 ms, RFC 7845 section 4.6).
    private static let preroll = 0.25

    /// - Returns: nil if the sound cannot be opened, which is reported.
    /// - Throws: ``MediaError`` if the system refuses to read the file.
    init?(_ context: ExportContext, _ origin: SoundOrigin) throws(MediaError) {
        guard let source = try Self.open(context, origin) else { return nil }
        self.source = source
        self.context = context
        self.origin = origin
        resampler = Resampler(to: context.plan.encoding.sampleRate)
    }

    private static func open(
        _ context: ExportContext, _ origin: SoundOrigin
    ) throws(MediaError) -> StreamDecoder? {
        do {
            return try StreamDecoder(
                context, file: origin.path, policy: origin.policy, stream: origin.stream,
                start: origin.seeks ? origin.start - preroll : nil, threads: 1)
        } catch {
            if let failure = context.failure(reading: error, origin.path) { throw failure }
            let reason = (error as? LibavError)?.text ?? context.failure(opening: error, "").message
            context.report.warn("\(origin.name) cannot be decoded (\(reason)) and was replaced by silence")
            return nil
        }
    }

    /// Returns the next piece; nil at the end.
    ///
    /// - Throws: `CancellationError`; ``MediaError`` if the system refuses to read the file.
    mutating func next() throws -> Piece? {
        while true {
            try context.checkCancellation()
            do throws(LibavError) {
                switch try source.receive() {
                case .frame(let frame): return try convert(frame)
                case .finished: return try flush()
                case .needsInput: try feed()
                }
            } catch {
                if let failure = context.failure(reading: error, origin.path) { throw failure }
                if isDrained { return nil }
                context.report.warn("part of \(origin.name) is damaged (\(error.text)) and was left out")
            }
        }
    }

    private mutating func feed() throws(LibavError) {
        let packet: Packet?
        do throws(LibavError) {
            packet = try source.nextPacket()
        } catch {
            if error.isReadFailure { throw error }
            // A truncated file ends where it is cut off; the picture's stage reports that.
            packet = nil
        }
        guard let packet else {
            isDrained = true
            return try source.drain()
        }
        try source.send(packet)
    }

    private mutating func convert(_ frame: borrowing Frame) throws(LibavError) -> Piece {
        let time = source.seconds(of: frame, from: origin.start) ?? nextTime ?? 0
        // The resampler first returns what it held back of the previous frame.
        let held = resampler.delay
        nextTime = time + Double(frame.sampleCount) / Double(max(1, frame.sampleRate))
        return Piece(samples: try resampler.convert(frame), seconds: time - held)
    }

    private mutating func flush() throws(LibavError) -> Piece? {
        guard let time = nextTime else { return nil }
        nextTime = nil
        let held = resampler.delay
        return Piece(samples: try resampler.flush(), seconds: time - held)
    }
}
