import ArgumentParser
import Story

/// Whether slides become one file, and how they follow one another in it.
struct JoinOptions: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            "Join all slides, and all INPUTs, into one file.",
            discussion: """
                Each INPUT is a slide, in the given order. INPUTs take the place of the media of a story document's \
                slides, one by one; the remaining slides keep their own media.
                """))
    var join = false

    @Option(
        help: ArgumentHelp(
            "How each slide of a joined story takes over from the previous one. (default: cut)",
            discussion: """
                \(SlideTransition.Kind.allCases.map(\.rawValue).joined(separator: ", ")); fade=0.8 lasts 0.8 seconds, \
                fade alone 0.5.
                """,
            valueName: "kind[=seconds]"),
        completion: .list(SlideTransition.Kind.allCases.map(\.rawValue)),
        transform: Self.transition)
    var transition: SlideTransition?

    private static func transition(_ text: String) throws -> SlideTransition {
        let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let kind = SlideTransition.Kind(rawValue: String(halves[0])) else {
            let names = SlideTransition.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("There is no transition '\(halves[0])'. The transitions are: \(names).")
        }
        guard halves.count == 2 else { return SlideTransition(kind) }
        guard kind != .cut else { throw ValidationError("A cut takes no time. Write --transition cut.") }
        guard let duration = Double(halves[1]), SlideTransition.durations.contains(duration) else {
            throw ValidationError("A transition lasts 0.1 to 5 seconds, not '\(halves[1])'.")
        }
        return SlideTransition(kind, duration: duration)
    }

    /// The inputs that become slides of one story: all of them if joined, otherwise the first, since each input is a
    /// story of its own.
    func slides(for inputs: [String]) -> [String] { join ? inputs : Array(inputs.prefix(1)) }

    /// Joins the document's slides as the options say.
    ///
    /// - Throws: ``CommandFailure`` if there is nothing for the transition to join.
    func apply(to document: inout StoryDocument) throws {
        guard let transition else { return }
        guard document.isJoined else {
            throw CommandFailure(.usage, "--transition is for joined slides. Add --join.")
        }
        for index in document.slides.indices.dropFirst() { document.slides[index].transition = transition }
    }
}
