internal import Libav

/// Which stream of which file a sound is decoded from, and from where on.
struct SoundOrigin {
    var path: String
    var policy: MediaPolicy
    var stream: Int
    /// What the file's clock shows at time 0 of the sound, in seconds.
    var start: Double
    /// Whether to go there without reading what lies before.
    var seeks: Bool
    /// What warnings call it.
    var name: String

    /// The clip's own sound.
    static func clip(_ context: ExportContext, stream: Int) -> SoundOrigin {
        SoundOrigin(
            path: context.plan.input, policy: context.policy, stream: stream,
            start: context.plan.audio.start, seeks: context.plan.video.seeks, name: "the sound")
    }

    /// Music or a voice.
    ///
    /// Read from its beginning: some formats of music have no index, and a place in them is only guessed.
    static func track(_ track: TrackPlan, _ context: ExportContext) -> SoundOrigin {
        let name = track.path.split(separator: "/").last.map(String.init) ?? track.path
        return SoundOrigin(
            path: track.path, policy: context.policy.forMusic, stream: track.stream,
            start: track.origin + track.start, seeks: false, name: "the sound of \(name)")
    }
}
