/// Music or a voice that is laid over a story.
public struct AudioTrack: Hashable, Sendable {
    /// The file, relative to the story document's folder.
    public var src: String
    /// Where to begin in the file, in seconds.
    public var start: Double
    /// When the track begins to sound, in seconds: a slide's track counts from the start of the slide, a story's from
    /// the start of the first slide.
    public var offset: Double
    /// The gain, as a factor, 0…4.
    public var volume: Double
    /// Further gain over time, in ascending order of time; times count from the same moment as `offset`. Empty for no
    /// change.
    public var volumeEnvelope: [VolumePoint]
    /// The length of the fade-in, in seconds from where the track begins to sound.
    public var fadeIn: Double
    /// The length of the fade-out, in seconds up to the track's end.
    public var fadeOut: Double
    /// Whether the track starts again at `start` when the file ends.
    public var loop: Bool
    /// For music: how far it is lowered while a person speaks in the clip. For a voice: how far all other sound is
    /// lowered while it speaks. Nil for no ducking.
    public var duck: Ducking?

    public init(
        src: String, start: Double = 0, offset: Double = 0, volume: Double = 1,
        volumeEnvelope: [VolumePoint] = [], fadeIn: Double = 0, fadeOut: Double = 0, loop: Bool = false,
        duck: Ducking? = nil
    ) {
        self.src = src
        self.start = start
        self.offset = offset
        self.volume = volume
        self.volumeEnvelope = volumeEnvelope
        self.fadeIn = fadeIn
        self.fadeOut = fadeOut
        self.loop = loop
        self.duck = duck
    }
}

extension AudioTrack {
    /// The track that `--music` lays under a clip: the song from its beginning, repeated as needed, with a soft
    /// fade-out.
    public init(music src: String) {
        self.init(src: src, fadeOut: 1, loop: true)
    }

    /// The file's path, in the one form that every reader, hasher and sender of the file uses.
    ///
    /// - Parameter folder: the folder from which a relative ``src`` starts.
    public func path(in folder: String) -> String { OverlayFile.path(of: src, in: folder) }
}
