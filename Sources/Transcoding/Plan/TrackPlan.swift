public import Probing
public import Story

/// Music or a voice that is laid over a slide.
public struct TrackPlan: Hashable, Sendable, Codable {
    public enum Role: String, Hashable, Sendable, Codable {
        case music
        /// Everything else is ducked for it.
        case voice
    }

    public var role: Role
    /// The file, as a path from where the program runs.
    public var path: String
    /// The stream to decode.
    public var stream: Int
    /// The file's clock at its first sample, in seconds.
    public var origin: Double
    /// Where in the file the track begins, in seconds from ``origin``.
    public var start: Double
    /// Whether it starts over when the file ends.
    public var loop: Bool
    /// A factor.
    public var volume: Double
    /// How the volume changes, on the clock of the slide or the story.
    public var shape: VolumeEnvelope
    public var duck: Ducking?

    /// How long a sound that is cut in the middle takes to fade in or out, in seconds: enough to leave no click, too
    /// little to be heard as a fade.
    static let softening = 0.005

    /// Plans a track under a slide.
    ///
    /// - Parameters:
    ///   - info: what the probe found out about the file, with the stream to decode.
    ///   - clock: the time on the track's clock at the slide's first sample, in seconds.
    ///   - clockEnd: where the clock ends, in seconds.
    /// - Throws: ``MediaError`` if the track would begin after the file's end.
    public init(
        _ track: AudioTrack, role: Role, path: String, info: MediaInfo, clock: Double, clockEnd: Double
    ) throws(MediaError) {
        guard let stream = info.audio else {
            throw MediaError(
                .unusableStory, stage: .plan, file: path, message: "It holds no sound that can be decoded.")
        }
        if let duration = info.duration, track.start >= duration {
            throw MediaError(
                .unusableStory, stage: .plan, file: path,
                message: "Its start, \(track.start.inSeconds), is not before its end, \(duration.inSeconds)."
                    + " Choose an earlier start.")
        }
        self.role = role
        self.path = path
        self.stream = stream
        origin = info.startTime
        start = track.start
        loop = track.loop
        volume = track.volume
        duck = track.duck
        var end = clockEnd
        if !track.loop, let duration = info.duration {
            end = min(end, track.offset + duration - track.start)
        }
        shape = VolumeEnvelope(
            clock: clock, begin: track.offset, end: end,
            fadeIn: max(track.fadeIn, track.start > 0 ? Self.softening : 0),
            fadeOut: max(track.fadeOut, Self.softening), envelope: track.volumeEnvelope)
    }
}
