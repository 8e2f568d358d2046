internal import Probing
internal import Story

/// The part of an input that one slide shows.
struct SlideSpan: Hashable {
    /// Seconds from the input's first picture.
    var start: Double
    var frameCount: Int
    /// Why it ends there; nil for the last one, and if no reason was asked for.
    var ending: SlideBoundary.Reason?
    var substitutions: [String] = []

    /// A last slide shorter than this takes time from the previous one: Instagram takes no story under 3 s (Graph API,
    /// `media_type=STORIES`).
    static let shortestRemainder = 3.0

    /// The spans of an input, as many as the options ask for.
    static func spans(
        for info: MediaInfo, input: String, options: PlanOptions
    ) throws(MediaError) -> [SlideSpan] {
        let rate = Double(options.preset.frameRate)
        let longest = options.preset.maximumSeconds
        guard info.kind == .video else {
            let seconds = options.duration ?? stillDuration(of: info, options)
            return [SlideSpan(start: 0, frameCount: max(1, Int((min(seconds, longest) * rate).rounded())))]
        }
        guard let whole = info.shownDuration, whole > 0 else {
            throw MediaError(
                .unusableMedia, stage: .plan, file: input, message: "Its picture has no duration.")
        }
        guard options.start < whole else {
            throw MediaError(
                .unusableStory, stage: .plan, file: input,
                message: """
                    The start, \(options.start.inSeconds), is not before the end, \(whole.inSeconds). Choose an \
                    earlier start.
                    """)
        }
        let rest = (whole - options.start) / options.speed
        let wanted = min(options.duration ?? .infinity, rest)
        let frames = max(1, Int((wanted * rate).rounded()))
        let most = mostFrames(of: options.preset)
        if options.split {
            let parts =
                options.boundaries.map { counts(frames: frames, $0) }
                ?? counts(frames: frames, most: most, rate: rate)
            return place(parts, rate: rate, start: options.start, speed: options.speed)
        }
        var span = SlideSpan(start: options.start, frameCount: min(frames, most))
        if let duration = options.duration, duration > rest + 0.5 / rate {
            span.substitutions.append(
                "the clip ends \(rest.inSeconds) after the start, before the "
                    + "\(duration.inSeconds) asked for"
            )
        } else if frames > most {
            span.substitutions.append(
                "trimmed to \(longest.inSeconds), the most that preset \(options.preset.name) takes")
        }
        return [span]
    }

    /// The most frames that a slide may have.
    static func mostFrames(of preset: Preset) -> Int {
        max(1, Int((preset.maximumSeconds * Double(preset.frameRate)).rounded(.down)))
    }

    /// The number of frames of each slide, and why it ends there, for given boundaries.
    private static func counts(
        frames: Int, _ boundaries: [SlideBoundary]
    ) -> [(count: Int, ending: SlideBoundary.Reason?)] {
        var before = 0
        var counts: [(Int, SlideBoundary.Reason?)] = []
        for boundary in boundaries where (before + 1..<frames).contains(boundary.frame) {
            counts.append((boundary.frame - before, boundary.reason))
            before = boundary.frame
        }
        return counts + [(frames - before, nil)]
    }

    /// The number of frames of each slide, if each is as long as possible.
    private static func counts(
        frames: Int, most: Int, rate: Double
    ) -> [(count: Int, ending: SlideBoundary.Reason?)] {
        var counts = Array(repeating: most, count: frames / most)
        let rest = frames % most
        if rest > 0 { counts.append(rest) }
        let shortest = min(most, Int((shortestRemainder * rate).rounded(.up)))
        if counts.count > 1, counts[counts.count - 1] < shortest {
            let taken = min(shortest - counts[counts.count - 1], most - 1)
            counts[counts.count - 2] -= taken
            counts[counts.count - 1] += taken
        }
        return counts.map { ($0, nil) }
    }

    private static func place(
        _ counts: [(count: Int, ending: SlideBoundary.Reason?)], rate: Double, start: Double, speed: Double
    ) -> [SlideSpan] {
        var before = 0
        return counts.map { count, ending in
            defer { before += count }
            return SlideSpan(
                start: start + Double(before) / rate * speed, frameCount: count, ending: ending)
        }
    }

    /// A photo lasts as long as the preset says; an animation repeats until it has lasted at least as long.
    private static func stillDuration(of info: MediaInfo, _ options: PlanOptions) -> Double {
        guard info.kind == .animation, let duration = info.duration, duration > 0 else {
            return options.preset.photoSeconds
        }
        let once = duration / options.speed
        return once * max(1, (options.preset.photoSeconds / once).rounded(.up))
    }
}
