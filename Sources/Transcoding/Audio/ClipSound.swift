internal import Libav
internal import Probing

/// A clip's own sound on the slide's clock, at the slide's speed, with its volume and fades.
///
/// Silent while the clip has no sound, and after its sound has ended.
final class ClipSound {
    private let context: ExportContext
    private var source: SoundSource?
    /// In the clip's time.
    private var timeline: SoundTimeline
    private var stretch: TimeStretch?
    private var position = 0

    init(_ context: ExportContext, total: Int) throws(MediaError) {
        self.context = context
        let sampleRate = context.plan.encoding.sampleRate
        let speed = context.plan.video.speed
        var wanted = total
        if speed != 1 {
            let stretch = TimeStretch(speed: speed, sampleRate: sampleRate)
            wanted = stretch.inputCount(for: total)
            self.stretch = stretch
        }
        timeline = SoundTimeline(sampleRate: sampleRate, total: wanted)
        if let stream = context.plan.audio.stream {
            source = try SoundSource(context, .clip(context, stream: stream))
        }
    }

    /// Returns the next samples.
    func read(_ count: Int) throws -> StereoSound {
        var sound =
            if stretch != nil {
                try stretched(count)
            } else {
                try decoded(count)
            }
        let audio = context.plan.audio
        audio.shape.apply(
            to: &sound, volume: audio.volume, from: position, sampleRate: context.plan.encoding.sampleRate)
        position += count
        return sound
    }

    private func stretched(_ count: Int) throws -> StereoSound {
        while let missing = stretch?.missing(for: count) {
            stretch?.append(try decoded(missing))
        }
        return stretch?.take(count) ?? StereoSound(silence: count)
    }

    private func decoded(_ count: Int) throws -> StereoSound {
        while timeline.available < count, timeline.count < timeline.total {
            guard let piece = try source?.next() else {
                source = nil
                timeline.pad()
                break
            }
            timeline.place(piece.samples, at: piece.seconds)
        }
        var sound = timeline.take(min(count, timeline.available))
        if sound.count < count { sound.append(StereoSound(silence: count - sound.count)) }
        return sound
    }
}
