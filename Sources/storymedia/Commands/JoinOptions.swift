import ArgumentParser
import Story

/// Whether slides become one file, and how they follow one another in it.
struct JoinOptions: ParsableArguments {
    @Flag(
        help: ArgumentHelp(
            "Make one file of all slides, and of all INPUTs.",
            discussion: """
                Each INPUT is a slide, in their order; a story document's slides take them one by one, and \
                the others keep their own media.
                """))
    var join = false

    @Option(
        help: ArgumentHelp(
            "How each slide of a joined story takes over from the one before. (default: cut)",
            discussion: """
                \(SlideTransition.Kind.allCases.map(\.rawValue).joined(separator: ", ")); fade=0.8 lasts 0.8 \
                seconds, 0.5 unless said.
                """,
            valueName: "kind[=seconds]"),
        completion: .list(SlideTransition.Kind.allCases.map(\.rawValue)),
        transform: Self.transition)
    var transition: SlideTransition?

    private static func transition(_ text: String) throws -> SlideTransition {
        let halves = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard let kind = SlideTransition.Kind(rawValue: String(halves[0])) else {
            let names = SlideTransition.Kind.allCases.map(\.rawValue).joined(separator: ", ")
            throw ValidationError("There is no transition '\(halves[0])'. There are: \(names).")
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
            throw CommandFailure(.usage, "--transition is for slides that are joined. Add --join.")
        }
        for index in document.slides.indices.dropFirst() { document.slides[index].transition = transition }
    }
}
