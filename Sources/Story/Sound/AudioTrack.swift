/// Music or a voice that is laid over a story.
public struct AudioTrack: Hashable, Sendable {
    /// The file, relative to the story document's folder.
    public var src: String
    /// Where in the file it begins, in seconds.
    public var start: Double
    /// When it begins to be heard, in seconds: a slide's track from the slide's first moment, a story's
    /// from that of the first slide.
    public var offset: Double
    /// The factor by which it is multiplied, 0…4.
    public var volume: Double
    /// By what it is multiplied on top of that, in the order of their times, which are counted from the
    /// same moment as `offset`; empty for nothing.
    public var volumeEnvelope: [VolumePoint]
    /// In seconds from where it begins to be heard.
    public var fadeIn: Double
    /// In seconds up to where it ends.
    public var fadeOut: Double
    /// Whether it begins again, at `start`, when the file ends.
    public var loop: Bool
    /// Of music: how far it steps back while a person speaks in the clip. Of a voice: how far everything
    /// else does while it speaks. Nil for not at all.
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
    /// What `--music` lays under a clip: the song from its beginning, as often as it takes, gone softly at
    /// the end.
    public init(music src: String) {
        self.init(src: src, fadeOut: 1, loop: true)
    }

    /// The file's path, in the one form that every reader, hasher and sender of the file uses.
    ///
    /// - Parameter folder: from which ``src`` starts where it is relative.
    public func path(in folder: String) -> String { OverlayFile.path(of: src, in: folder) }
}
