internal import Libav

/// The file and stream that a sound is decoded from, and where it begins.
struct SoundOrigin {
    var path: String
    var policy: MediaPolicy
    var stream: Int
    /// The file's clock at time 0 of the sound, in seconds.
    var start: Double
    /// Whether to seek to the start instead of reading everything before it.
    var seeks: Bool
    /// The sound's name in warnings.
    var name: String

    /// The clip's own sound.
    static func clip(_ context: ExportContext, stream: Int) -> SoundOrigin {
        SoundOrigin(
            path: context.plan.input, policy: context.policy, stream: stream,
            start: context.plan.audio.start, seeks: context.plan.video.seeks, name: "the sound")
    }

    /// Music or a voice.
    ///
    /// Read from its beginning: some music formats have no index, and a demuxer only guesses a place in them.
    static func track(_ track: TrackPlan, _ context: ExportContext) -> SoundOrigin {
        let name = track.path.split(separator: "/").last.map(String.init) ?? track.path
        return SoundOrigin(
            path: track.path, policy: context.policy.forMusic, stream: track.stream,
            start: track.origin + track.start, seeks: false, name: "the sound of \(name)")
    }
}
