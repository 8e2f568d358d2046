internal import Probing
internal import Story
internal import Threading
internal import Transcoding

/// The music and voices that play under the slides of a story.
struct Soundtrack {
    private let request: IngestRequest
    private let prober: Prober
    private let cancellation: CancellationToken
    /// What is known of the files, by path.
    private var probed: [String: MediaInfo] = [:]

    init(_ request: IngestRequest, prober: Prober, cancellation: CancellationToken) {
        self.request = request
        self.prober = prober
        self.cancellation = cancellation
    }

    /// The story's own tracks, which continue from slide to slide.
    ///
    /// - Parameters:
    ///   - clock: the story's time at the file's first sample, in seconds.
    ///   - clockEnd: the story's duration, in seconds.
    /// - Throws: ``MediaError`` with the track's place in the story if its file is missing or unusable.
    mutating func storyTracks(clock: Double, clockEnd: Double) throws(MediaError) -> [TrackPlan] {
        try tracks(request.story.sound, request.story.voice, at: "$", clock: clock, clockEnd: clockEnd)
    }

    /// A slide's own tracks, which continue through all its parts.
    ///
    /// - Parameters:
    ///   - index: the slide's place in the document.
    ///   - clock: the slide's time at the part's first sample, in seconds.
    ///   - clockEnd: the slide's duration, in seconds.
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
    /// The same error, as a fault of the story that names the file. An error that allows a retry keeps its code.
    fileprivate func inStory(at place: String) -> MediaError {
        MediaError(
            canRetry ? code : .unusableStory, stage: .plan, file: file, message: "\(place): \(message)",
            cause: cause, log: log)
    }
}
