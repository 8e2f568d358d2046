internal import Libav

/// Mixes a slide's sound from the clip's own sound, music and voices.
///
/// Reads everything in blocks, on the clock of the slide or of the joined story; in a joined story each slide's sounds
/// have their times. The clip ducks music, and a voice ducks both. If two sounds duck the music at once, the stronger
/// of the two decides, and their levels do not add up.
struct SoundMixer {
    private let clip: any SoundReading
    private var music: [Layer]
    private var voices: [Layer]
    /// The level to which voices have lowered everything else, in decibels.
    private var voiced = 0.0
    private var ready = StereoSound()
    private let block: Int

    private struct Layer {
        let sound: any SoundReading
        var ducker: Ducker?
        /// In decibels.
        var level = 0.0
    }

    init(_ context: ExportContext, total: Int) throws {
        let sampleRate = context.plan.encoding.sampleRate
        // A hundredth of a second. People do not hear steps in a level that changes evenly over that time.
        block = sampleRate / 100
        let isJoined = context.plan.segments != nil
        clip = isJoined ? JoinedClipSound(context) : try ClipSound(context, total: total)
        music = []
        voices = []
        for track in context.plan.audio.tracks { add(track, try TrackSound(track, context)) }
        for (window, segment) in zip(SoundWindow.windows(of: context.plan, clip: false), context.segments) {
            for track in segment.plan.audio.tracks {
                add(track, WindowedSound(window) { try TrackSound(track, segment) })
            }
        }
    }

    private mutating func add(_ track: TrackPlan, _ sound: any SoundReading) {
        let layer = Layer(sound: sound, ducker: track.duck.map { Ducker($0, blockSeconds: 0.01) })
        switch track.role {
        case .music: music.append(layer)
        case .voice: voices.append(layer)
        }
    }

    /// Returns the next samples; silence after the slide's end.
    mutating func read(_ count: Int) throws -> StereoSound {
        if music.isEmpty && voices.isEmpty { return try clip.read(count) }
        while ready.count < count { ready.append(try nextBlock()) }
        let sound = ready.prefix(count)
        ready.removeFirst(count)
        return sound
    }

    private mutating func nextBlock() throws -> StereoSound {
        var sound = try clip.read(block)
        let clipPower = sound.power
        var speech = StereoSound(silence: block)
        let before = voiced
        voiced = 0
        for index in voices.indices {
            let voice = try voices[index].sound.read(block)
            voiced = min(voiced, voices[index].ducker?.level(beside: voice.power) ?? 0)
            speech.mix(voice)
        }
        sound.scale(from: Ducker.factor(before), to: Ducker.factor(voiced))
        for index in music.indices {
            var track = try music[index].sound.read(block)
            let level = min(voiced, music[index].ducker?.level(beside: clipPower) ?? 0)
            track.scale(from: Ducker.factor(music[index].level), to: Ducker.factor(level))
            music[index].level = level
            sound.mix(track)
        }
        sound.mix(speech)
        return sound
    }
}
