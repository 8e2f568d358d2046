internal import Probing
internal import Story
internal import Threading
internal import Transcoding

/// The music and voices of a story, laid under its slides.
struct Soundtrack {
    private let request: IngestRequest
    private let prober: Prober
    private let cancellation: CancellationToken
    /// By path.
    private var probed: [String: MediaInfo] = [:]

    init(_ request: IngestRequest, prober: Prober, cancellation: CancellationToken) {
        self.request = request
        self.prober = prober
        self.cancellation = cancellation
    }

    /// The story's own tracks, which go on from slide to slide.
    ///
    /// - Parameters:
    ///   - clock: what the story's clock shows at the file's first sample, in seconds.
    ///   - clockEnd: how long the story is, in seconds.
    /// - Throws: ``MediaError`` with the track's place in the story where its file is missing or of no use.
    mutating func storyTracks(clock: Double, clockEnd: Double) throws(MediaError) -> [TrackPlan] {
        try tracks(request.story.sound, request.story.voice, at: "$", clock: clock, clockEnd: clockEnd)
    }

    /// A slide's own tracks, which go on through all its parts.
    ///
    /// - Parameters:
    ///   - index: of the slide in the document.
    ///   - clock: what the slide's clock shows at the part's first sample, in seconds.
    ///   - clockEnd: how long the slide is, in seconds.
    /// - Throws: as ``storyTracks(clock:clockEnd:)``.
    mutating func slideTracks(
        _ index: Int, clock: Double, clockEnd: Double
    ) throws(MediaError) -> [TrackPlan] {
        let slide = request.story.slides[index]
        return try tracks(
            slide.sound, slide.voice, at: "$.slides[\(index)]", clock: clock, clockEnd: clockEnd)
    }

    private mutating func tracks(
        _ sound: [AudioTrack], _ voice: AudioTrack?, at path: String, clock: Double, clockEnd: Double
    ) throws(MediaError) -> [TrackPlan] {
        var plans: [TrackPlan] = []
        for (index, track) in sound.enumerated() {
            plans.append(
                try plan(track, .music, at: "\(path).sound[\(index)]", clock: clock, clockEnd: clockEnd))
        }
        if let voice {
            plans.append(try plan(voice, .voice, at: "\(path).voice", clock: clock, clockEnd: clockEnd))
        }
        return plans
    }

    private mutating func plan(
        _ track: AudioTrack, _ role: TrackPlan.Role, at place: String, clock: Double, clockEnd: Double
    ) throws(MediaError) -> TrackPlan {
        let path = track.path(in: request.baseDirectory)
        do throws(MediaError) {
            let info =
                if let known = probed[path] {
                    known
                } else {
                    try prober.probeSound(path, cancellation: cancellation)
                }
            probed[path] = info
            return try TrackPlan(
                track, role: role, path: path, info: info, clock: clock, clockEnd: clockEnd)
        } catch {
            if error.code == .cancelled { throw error }
            throw error.inStory(at: place)
        }
    }
}

extension MediaError {
    /// The same, as a fault of the story that names the file.
    fileprivate func inStory(at place: String) -> MediaError {
        MediaError(
            canRetry ? code : .unusableStory, stage: .plan, file: file, message: "\(place): \(message)",
            cause: cause, log: log)
    }
}
