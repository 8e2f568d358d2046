internal import Conformance
internal import Probing
internal import Synchronization
internal import Transcoding

/// What a worker has said so far, for the caller.
final class WorkerReplies: Sendable {
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

    func add(_ message: WorkerMessage) {
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

    /// The last medium that was looked at.
    var media: MediaInfo? { state.withLock { $0.media } }
    var inspection: Inspection? { state.withLock { $0.inspection } }
    var review: [SlideReview]? { state.withLock { $0.review } }
    var plans: [ExportPlan] { state.withLock { $0.plans } }
    var preview: DrawnPreview? { state.withLock { $0.preview } }
    /// Of the outputs that were verified.
    var facts: [OutputFacts] { state.withLock { $0.facts } }
    /// Names of files that may be replaced.
    var replaceable: Set<String> {
        get { state.withLock { $0.replaceable } }
        set { state.withLock { $0.replaceable = newValue } }
    }
}
