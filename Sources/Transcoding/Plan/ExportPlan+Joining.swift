public import Probing
public import Story

extension ExportPlan {
    /// Plans one file of several slides, one after the other.
    ///
    /// The file lasts as long as all slides together, minus the time that their transitions share. If that is longer
    /// than the preset allows, the slides without a duration of their own share the time that the others leave: the
    /// longest give first.
    ///
    /// - Parameters:
    ///   - slides: in order, all for the same preset; at least one.
    ///   - loudness: the whole file's; nil to leave it as it is.
    /// - Throws: ``MediaError`` if a slide cannot be planned, or the slides do not fit together.
    public static func joined(
        _ slides: [JoinedSlide], loudness: LoudnessTarget?
    ) throws(MediaError) -> ExportPlan {
        var planner = JoinPlanner(slides)
        let segments = try planner.segments()
        var plan = segments[0].plan
        plan.slide = 1
        plan.slideCount = 1
        plan.frameCount = segments[segments.count - 1].end
        plan.audio = AudioPlan(
            stream: nil, start: 0, downmixedFrom: nil, volume: 1, shape: VolumeEnvelope(end: plan.duration),
            loudness: loudness)
        plan.substitutions =
            planner.substitutions
            + segments.flatMap { segment in segment.plan.substitutions.map { segment.plan.naming($0) } }
        plan.segments = segments
        if let bytes = slides[0].options.mostBytes { try plan.keep(toBytes: bytes) }
        return plan
    }

    /// Adds the slide's number to a sentence if there are several slides.
    func naming(_ sentence: String) -> String { slideCount > 1 ? "slide \(slide): \(sentence)" : sentence }

    /// Returns the sentences about each of the plan's media, in order, with the slide's number if there are several.
    public func naming(_ sentences: [[String]]) -> [String] {
        guard let segments else { return sentences.flatMap(\.self) }
        return zip(segments, sentences).flatMap { segment, sentences in
            sentences.map { segment.plan.naming($0) }
        }
    }

    /// Whether the sum of all sounds may be louder than full scale.
    var mayOverflow: Bool {
        // Two full-scale sounds that cross over with equal power add up to 3 dB more.
        audio.mayOverflow
            || (segments ?? []).contains { $0.plan.audio.mayOverflow || $0.overlap > 0 }
    }
}
