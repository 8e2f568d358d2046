import ArgumentParser
import Transcoding

/// Whether a clip becomes several slides, and where it is divided.
struct SplitOptions: ParsableArguments {
    @Flag(help: "Make as many slides as it takes to show the whole clip.")
    var split = false

    @Option(
        help: ArgumentHelp(
            "Split at the best place in the last 4 s of each slide: cut, silence or best.",
            discussion: """
                cut: where the picture changes; silence: where no one speaks; best: at a cut in a pause, or else at \
                the place that disturbs least; limit: as late as possible, as with --split alone. If there is no such \
                place, the slide ends at the limit, and the plan says so.
                """,
            valueName: "place"),
        completion: .list(SplitPreference.allCases.map(\.rawValue)),
        transform: { name in
            guard let preference = SplitPreference(rawValue: name) else {
                throw ValidationError("There is no place '\(name)'. Choose limit, cut, silence or best.")
            }
            return preference
        })
    var splitAt: SplitPreference?

    /// Saying where to split also asks for splitting.
    var isWanted: Bool { split || splitAt != nil }

    var preference: SplitPreference { splitAt ?? .limit }
}
