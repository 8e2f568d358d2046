internal import Libav

/// The sounds of a joined story's clips, one after the other.
final class JoinedClipSound: SoundReading {
    private let clips: [WindowedSound]

    /// - Parameter context: the joined story's, with the contexts of its segments.
    init(_ context: ExportContext) {
        let windows = SoundWindow.windows(of: context.plan, clip: true)
        clips = zip(windows, context.segments).map { window, segment in
            WindowedSound(window) { try ClipSound(segment, total: window.range.count) }
        }
    }

    func read(_ count: Int) throws -> StereoSound {
        var sound = StereoSound(silence: count)
        for clip in clips { sound.mix(try clip.read(count)) }
        return sound
    }
}
