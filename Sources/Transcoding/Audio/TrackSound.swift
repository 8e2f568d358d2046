internal import Libav
internal import Probing

/// Music or a voice on the slide's clock: trimmed, looped, faded.
final class TrackSound {
    let plan: TrackPlan
    private let context: ExportContext
    private let sampleRate: Int

    private var source: SoundSource?
    /// The round of the loop that is being read; a track without a loop has a single round.
    private var round: SoundTimeline
    private var seam: LoopSeam?
    /// The last samples that were returned.
    private var tail = StereoSound()
    /// The first round, kept while it may turn out to be short; a short round is not decoded again.
    private var firstRound: StereoSound? = StereoSound()
    private var isFirstRound = true
    private var isOver = false
    /// Silence before the track begins, in samples.
    private var lead: Int
    private var position = 0

    /// Loops shorter than this, in seconds, stay in memory: otherwise a loop of a few samples would open its file a
    /// thousand times a second.
    private static let shortSeconds = 1
    /// The longest gap between a file's timestamps, in seconds. A damaged file may claim a longer gap; the sound then
    /// follows after this long.
    private static let longestGap = 30.0

    init(_ plan: TrackPlan, _ context: ExportContext) throws {
        self.plan = plan
        self.context = context
        sampleRate = context.plan.encoding.sampleRate
        round = SoundTimeline(sampleRate: sampleRate, total: Self.longest(context))
        let into = Int(((plan.shape.clock - plan.shape.begin) * Double(sampleRate)).rounded())
        lead = max(0, -into)
        source = try SoundSource(context, .track(plan, context))
        isOver = source == nil
        try skip(max(0, into))
    }

    private static func longest(_ context: ExportContext) -> Int {
        Int(context.limits.seconds * Double(context.plan.encoding.sampleRate))
    }

    /// Returns the next samples; silence before the track begins and after it ends.
    func read(_ count: Int) throws -> StereoSound {
        var sound = StereoSound(silence: min(lead, count))
        lead -= sound.count
        while sound.count < count, !isOver { sound.append(try next(count - sound.count)) }
        if sound.count < count { sound.append(StereoSound(silence: count - sound.count)) }
        plan.shape.apply(to: &sound, volume: plan.volume, from: position, sampleRate: sampleRate)
        position += count
        return sound
    }

    /// Reads past what earlier slides played. A seek would not lead to the exact sample.
    private func skip(_ count: Int) throws {
        var left = count
        while left > 0, !isOver { left -= try next(min(left, sampleRate / 10)).count }
    }

    /// Returns up to `count` samples of the round. Holds back the newest until it is known whether they are the last.
    private func next(_ count: Int) throws -> StereoSound {
        try decode(count + LoopSeam.width)
        let isEnding = source == nil
        let first = round.count - round.available
        if isEnding && round.available == 0 {
            try beginRound(after: first)
            return StereoSound()
        }
        if first == 0, !tail.left.isEmpty {
            seam = LoopSeam(before: tail, after: round.head(LoopSeam.width))
        }
        let ready = isEnding ? round.available : round.available - LoopSeam.width
        var sound = round.take(max(0, min(count, ready)))
        seam?.mend(&sound, from: first)
        if isEnding, !plan.loop { soften(&sound, from: first) }
        if plan.loop { remember(sound) }
        return sound
    }

    private func decode(_ count: Int) throws {
        while source != nil, round.available < count {
            guard let piece = try source?.next() else {
                source = nil
                return
            }
            let latest = Double(round.count) / Double(sampleRate) + Self.longestGap
            round.place(piece.samples, at: min(piece.seconds, latest))
        }
    }

    private func remember(_ sound: StereoSound) {
        tail.append(sound)
        tail = tail.suffix(LoopSeam.width)
        guard isFirstRound, let known = firstRound?.count else { return }
        if known + sound.count > Self.shortSeconds * sampleRate {
            firstRound = nil
        } else {
            firstRound?.append(sound)
        }
    }

    /// Starts the next round after one of `count` samples.
    private func beginRound(after count: Int) throws {
        guard plan.loop, count > 0 else {
            isOver = true
            return
        }
        round = SoundTimeline(sampleRate: sampleRate, total: Self.longest(context))
        isFirstRound = false
        if let firstRound {
            round.place(firstRound, at: 0)
            return
        }
        source = try SoundSource(context, .track(plan, context))
        isOver = source == nil
    }

    /// Fades out a file that stops in the middle of a sound.
    private func soften(_ sound: inout StereoSound, from first: Int) {
        let begin = round.count - LoopSeam.width
        for index in 0..<sound.count where first + index > begin {
            let factor = Float(round.count - first - index) / Float(LoopSeam.width)
            sound.left[index] *= factor
            sound.right[index] *= factor
        }
    }
}
