internal import Compositing
public import Conformance
public import Probing
internal import Story

/// Measures what a viewer may mind about a story.
public struct ReviewTask: WorkerTask {
    public static let name = WorkerTaskName.review

    public var request: IngestRequest

    public init(_ request: IngestRequest) { self.request = request }

    public var input: String { request.input }
    public var limits: Limits { request.limits }
    public var drawn: IngestRequest? { request }

    public func perform(in worker: Worker) async throws(MediaError) -> [SlideReview] {
        try await StoryReviewer(request: request, worker: worker).slides()
    }

    public func check(_ answer: [SlideReview], after transcript: WorkerTranscript) throws(WorkerViolation) {
        let story = request.story
        try WorkerViolation.unless(
            answer.map(\.slide) == Array(story.slides.indices), "sent slides that are not in the story")
        for review in answer {
            let overlays = story.slides[review.slide].overlays.indices
            try WorkerViolation.unless(
                review.overlays.allSatisfy { overlays.contains($0.region.overlay) },
                "sent an overlay that is not in the story")
            try WorkerViolation.unless(review.duration >= 0, "sent an impossible duration")
        }
    }
}
