internal import Conformance
import Logging
internal import Probing
import Story
import StoryService
import Threading
internal import Workers

/// Checks a story document before it is made.
struct StoryCheck {
    private let request: IngestRequest
    private let document: StoryDocument

    /// - Parameters:
    ///   - path: the document's file; its media are found from its folder.
    ///   - media: the first slide's medium, if named on the command line; nil for the document's.
    init(_ document: StoryDocument, of path: String, media: String?, limits: Limits) {
        self.document = document
        let folder = StoryFile.folder(of: path)
        // The document's paths start at its folder, the command line's at the current folder.
        let input =
            media ?? document.slides[0].media.src.map { StoryFile.path($0, in: folder) }
            ?? (document.slides[0].background == nil ? "" : path)
        request = IngestRequest(
            input: input, storyFile: media == nil ? path : nil, story: document, baseDirectory: folder,
            limits: limits)
    }

    /// Reviews as much as can be looked at, and returns the findings.
    ///
    /// - Throws: `MediaError` if the check was stopped or cannot be done.
    func conformance(
        attempt: IngestAttempt, logger: Logger, cancellation: CancellationToken
    ) async throws(MediaError) -> StoryConformance {
        try await Ingest(
            request, host: OwnWorkers.pool, attempt: attempt, logger: logger, cancellation: cancellation
        ).review().conformance(to: document.preset)
    }

    /// What the check leaves out although nothing is wrong.
    var notChecked: [String] {
        guard request.input.isEmpty else { return [] }
        return ["the first slide's media, and how its texts stand out against them: name them with --media."]
    }
}
