package import Conformance
package import Probing
internal import Synchronization
package import Transcoding

/// Collects a worker's replies for the caller.
package final class WorkerReplies: Sendable {
    private struct State {
        var media: MediaInfo?
        var inspection: Inspection?
        var review: [SlideReview]?
        var plans: [ExportPlan] = []
        var replaceable: Set<String> = []
        var preview: DrawnPreview?
        var facts: [OutputFacts] = []
    }

    private let state = Mutex(State())

    package init() {}

    package func add(_ message: WorkerMessage) {
        state.withLock { state in
            switch message {
            case .probed(_, let media): state.media = media
            case .inspected(let inspection): state.inspection = inspection
            case .reviewed(let slides): state.review = slides
            case .planned(let plans): state.plans = plans
            case .previewed(let preview): state.preview = preview
            case .verified(let facts): state.facts = facts
            case .reached, .divided, .wants, .progress, .made, .tested, .log, .failed, .finished: break
            }
        }
    }

    /// The facts about the last medium that was probed.
    package var media: MediaInfo? { state.withLock { $0.media } }
    package var inspection: Inspection? { state.withLock { $0.inspection } }
    package var review: [SlideReview]? { state.withLock { $0.review } }
    package var plans: [ExportPlan] { state.withLock { $0.plans } }
    package var preview: DrawnPreview? { state.withLock { $0.preview } }
    /// The facts about the outputs that were verified.
    package var facts: [OutputFacts] { state.withLock { $0.facts } }
    /// The names of files that may be replaced.
    package var replaceable: Set<String> {
        get { state.withLock { $0.replaceable } }
        set { state.withLock { $0.replaceable = newValue } }
    }
}
