internal import Libav
internal import Story
internal import Transcoding

/// The music and voices of a story, laid under its slides.
struct Soundtrack {
    private let request: IngestRequest
    private let seconds: [Double]
    private let prober: Prober
    private let interruption: Interruption
    /// By path.
    private var probed: [String: MediaInfo] = [:]

    /// - Parameter seconds: how long each slide of the document lasts, all its parts together.
    init(_ request: IngestRequest, seconds: [Double], prober: Prober, interruption: Interruption) {
        self.request = request
        self.seconds = seconds
        self.prober = prober
        self.interruption = interruption
    }

    /// What is heard beside a slide's own sound, the story's before the slide's.
    ///
    /// The story's tracks go on from slide to slide, a slide's through all its parts.
    ///
    /// - Throws: ``MediaError`` with the track's place in the story where its file is missing or of no use.
    mutating func tracks(under slide: SlidePlan) throws(MediaError) -> [TrackPlan] {
        let story = request.story
        let clock = slide.plan.audio.shape.clock
        let storyClock = seconds[..<slide.index].reduce(0, +) + clock
        let storyEnd = seconds.reduce(0, +)
        return try tracks(story.sound, story.voice, at: "$", clock: storyClock, clockEnd: storyEnd)
            + tracks(
                story.slides[slide.index].sound, story.slides[slide.index].voice,
                at: "$.slides[\(slide.index)]", clock: clock, clockEnd: seconds[slide.index])
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
                    try prober.probeSound(path, interruption: interruption)
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
