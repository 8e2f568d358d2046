internal import Probing
internal import Story

/// Puts slides one after the other into one file.
struct JoinPlanner {
    private let slides: [JoinedSlide]
    private let preset: Preset
    private let transitions: [TransitionPlan?]
    /// What will be done to the whole otherwise than asked, in sentences; known with the segments.
    private(set) var substitutions: [String] = []

    /// The least time to which a slide is shortened, in seconds: a viewer takes in no picture in less.
    private static let shortestShare = 1.0

    /// - Precondition: there is a slide.
    init(_ slides: [JoinedSlide]) {
        self.slides = slides
        let preset = slides[0].options.preset
        self.preset = preset
        transitions = slides.enumerated().map { index, slide in
            index == 0
                ? nil : TransitionPlan(slide.transition ?? SlideTransition(.cut), frameRate: preset.frameRate)
        }
    }

    /// - Throws: ``MediaError`` if the slides and their transitions do not fit into the preset's longest story or into
    ///   each other.
    mutating func segments() throws(MediaError) -> [SegmentPlan] {
        let plans = try fitting(try slides.map { (slide) throws(MediaError) in try slide.plan() })
        try check(plans)
        var start = 0
        var segments: [SegmentPlan] = []
        for (index, plan) in plans.enumerated() {
            start -= overlap(index)
            var plan = plan
            plan.slide = index + 1
            plan.slideCount = plans.count
            segments.append(
                SegmentPlan(
                    plan: plan, start: start, transition: transitions[index],
                    soundGoesOn: slides[index].seconds >= plan.duration + TrackPlan.softening))
            start += plan.frameCount
        }
        return segments
    }

    /// The number of frames that a slide shares with the previous one.
    private func overlap(_ index: Int) -> Int {
        transitions.indices.contains(index) ? transitions[index]?.frameCount ?? 0 : 0
    }

    private func seconds(_ frames: Int) -> String { (Double(frames) / Double(preset.frameRate)).inSeconds }

    // MARK: The preset's limit

    private mutating func fitting(_ plans: [ExportPlan]) throws(MediaError) -> [ExportPlan] {
        let most = Int((preset.maximumSeconds * Double(preset.frameRate)).rounded(.down))
        let overlaps = slides.indices.reduce(0) { $0 + overlap($1) }
        let wanted = plans.map(\.frameCount)
        let total = wanted.reduce(0, +) - overlaps
        if total <= most { return plans }
        let canGive = slides.map { $0.options.duration == nil }
        guard let shares = TransitionTiming(wanted: wanted, canGive: canGive, most: most + overlaps),
            isLongEnough(shares.frames, wanted)
        else { throw tooLong(total, most, isFixed: !canGive.contains(true)) }
        var fitting = plans
        var shortened: [String] = []
        for (index, frames) in shares.frames.enumerated() where frames < wanted[index] {
            fitting[index] = try slides[index].plan(frameCount: frames)
            shortened.append("slide \(index + 1) to \(seconds(frames))")
        }
        substitutions = [
            "shortened, so that all slides together last the \(preset.maximumSeconds.inSeconds) that preset "
                + "\(preset.name) takes: \(shortened.joined(separator: ", "))"
        ]
        return fitting
    }

    private func isLongEnough(_ frames: [Int], _ wanted: [Int]) -> Bool {
        let shortest = Int((Self.shortestShare * Double(preset.frameRate)).rounded())
        return frames.indices.allSatisfy { index in
            frames[index] >= min(wanted[index], max(shortest, overlap(index) + overlap(index + 1)))
        }
    }

    private func tooLong(_ total: Int, _ most: Int, isFixed: Bool) -> MediaError {
        let remedy =
            isFixed
            ? "Shorten slides by \(seconds(total - most)) in total, or leave out the duration of some: those share the "
                + "time that is left."
            : "Less than a second is left for each slide without a duration. Leave out slides, or shorten those with a "
                + "duration."
        return MediaError(
            .unusableStory, stage: .plan, file: slides[0].input,
            message: """
                Its \(slides.count) slides last \(seconds(total)) when they are joined, but a story of preset \
                \(preset.name) may last at most \(preset.maximumSeconds.inSeconds). \(remedy)
                """)
    }

    // MARK: The slides' lengths

    private func check(_ plans: [ExportPlan]) throws(MediaError) {
        for index in plans.indices where overlap(index) > 0 {
            let room = min(plans[index - 1].frameCount, plans[index].frameCount)
            if overlap(index) > room {
                let shorter = plans[index].frameCount == room ? index : index - 1
                throw problem(
                    at: index,
                    found:
                        "\(seconds(overlap(index))) beside slide \(shorter + 1), which lasts \(seconds(room))",
                    allowed: "at most \(seconds(room)), the length of the shorter slide")
            }
            // Three slides are never visible at once.
            let both = overlap(index - 1) + overlap(index)
            if both > plans[index - 1].frameCount {
                throw problem(
                    at: index,
                    found: "\(seconds(overlap(index))), but slide \(index) lasts "
                        + "\(seconds(plans[index - 1].frameCount)), of which the transition into it takes "
                        + "\(seconds(overlap(index - 1)))",
                    allowed:
                        "transitions that do not overlap: shorten one, or lengthen slide \(index)"
                )
            }
        }
    }

    private func problem(at index: Int, found: String, allowed: String) -> MediaError {
        let problem = StoryProblem(
            path: "\(slides[index].path).transition.duration", rule: .outOfRange, found: found,
            allowed: allowed)
        return MediaError(
            .unusableStory, stage: .plan, file: slides[index].input, message: problem.description)
    }
}
