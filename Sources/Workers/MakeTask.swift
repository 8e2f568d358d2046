internal import Libav
public import Probing
internal import Story
internal import Transcoding

/// Makes the slides of a story, one after the other, and reports each as soon as it is made.
public struct MakeTask: WorkerTask {
    public static let name = WorkerTaskName.make

    /// All slides are made.
    public struct Answer: Hashable, Sendable, Codable {
        /// How many slides the story has, with those that an earlier attempt has made.
        public var slideCount: Int
    }

    public var request: IngestRequest
    /// The path of the files in which an encoder notes what it needs for another pass; nil if it needs none. The files
    /// exist already, under all names that ``EncoderStatistics`` has.
    public var statistics: String?
    /// Slides that an earlier attempt has made.
    public var madeSlides: Set<Int>

    public init(_ request: IngestRequest, statistics: String? = nil, madeSlides: Set<Int> = []) {
        self.request = request
        self.statistics = statistics
        self.madeSlides = madeSlides
    }

    public var input: String { request.input }
    public var limits: Limits { request.limits }
    public var drawn: IngestRequest? { request }

    /// A video and a cover for each slide, and two temporary files.
    public var outputCount: Int { 2 + 2 * request.story.slides.count }

    public var rewritable: [String] { statistics.map { EncoderStatistics(at: $0).paths } ?? [] }

    public func perform(in worker: Worker) async throws(MediaError) -> Answer {
        let slides = try worker.plans(for: request) { worker.send(.probed(file: $0, $1)) }
        worker.send(.planned(slides.map(\.plan)))
        let renderer = SlideRenderer(task: self, worker: worker)
        for slide in slides where !madeSlides.contains(slide.plan.slide) {
            worker.send(.made(try await renderer.render(slide)))
        }
        return Answer(slideCount: slides.count)
    }
}
