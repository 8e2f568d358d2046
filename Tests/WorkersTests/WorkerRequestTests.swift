import Foundation
import Logging
import Story
import TestSupport
import Testing

@testable import Conformance
@testable import Probing
@testable import Transcoding
@testable import Workers

@Suite struct WorkerRequestTests {
    /// Whether a worker reads the task that was sent to it.
    private func isReadAsWritten<T: WorkerTask>(_ task: T) throws -> Bool {
        let request = WorkerRequest(
            task, files: ["clip.mov", "a\u{FFFD}b"], threads: 2,
            containment: Containment(isConfined: true, isListed: false), isVerbose: true)
        let bytes = try Data(request.message())
        let named = try JSONDecoder().decode([String: Ignored].self, from: bytes)["task"]
        return try JSONDecoder().decode(WorkerRequest<T>.self, from: bytes) == request
            && named?.text == T.name.rawValue && T.name.type == T.self
    }

    /// A member of a request.
    private struct Ignored: Decodable {
        let text: String?

        init(from decoder: any Decoder) throws { text = try? String(from: decoder) }
    }

    @Test("A request is read as it was written, under the name of its task")
    func readsRequests() throws {
        var story = IngestRequest(
            input: "clip.mov",
            story: StoryDocument(slides: [
                Slide(overlays: [.text(try TextOverlay(captions: ["“Hé” 🎉\n"]))])
            ]), baseDirectory: "/in", outputDirectory: "/out", split: true, splitAt: .best, root: "/in")
        story.limits.work.seconds = 7
        let slide = try SlideSample()
        let output = FinishedOutput(video: "1.mp4", cover: "1.jpg", plan: slide.plan, result: slide.result)
        let view = PreviewOptions(.frame(at: 2.5), slide: 2, safeZone: Preset.story.safeZone)
        #expect(try isReadAsWritten(ProbeTask("clip.mov", limits: story.limits)))
        #expect(try isReadAsWritten(InspectTask("clip.mov", limits: story.limits)))
        #expect(try isReadAsWritten(ReviewTask(story)))
        #expect(try isReadAsWritten(PlanTask(story)))
        #expect(
            try isReadAsWritten(
                MakeTask(story, statistics: "/out/.clip.part/statistics", madeSlides: [1, 3])))
        #expect(try isReadAsWritten(PreviewTask(story, view)))
        #expect(try isReadAsWritten(VerifyTask([output], of: "clip.json", limits: story.limits)))
        #expect(try isReadAsWritten(SelfTestTask()))
    }

    @Test("A request for another task is not read")
    func refusesOthers() throws {
        let bytes = try Data(WorkerRequest(ProbeTask("clip.mov")).message())
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(WorkerRequest<InspectTask>.self, from: bytes)
        }
    }

    @Test("Every message is read as it was written")
    func readsMessages() throws {
        let slide = try SlideSample()
        let made = RenderedSlide(
            source: 1, path: "in", media: slide.media, plan: slide.plan, result: slide.result, coverTime: 1.5)
        var review = SlideReview(slide: 1, duration: 5)
        review.media = SlideReview.Media(enlargement: 1.5, available: 8)
        review.problems = [StoryProblem(path: "$", rule: .missingGlyph, found: "U+1", allowed: "others")]
        let events: [WorkerEvent] = [
            .reached(.plan), .probed(file: "in", slide.media), .divided(frame: 90), .planned([slide.plan]),
            .wants([.video(slide: 1), .cover(slide: 1)]), .wants([.preview]), .written(.preview),
            .progress(
                SlideProgress(
                    slide: 1, slideCount: 2, frames: 3, frameCount: 30, percent: 10, speed: 2.5,
                    secondsLeft: nil)), .made(made), .log(.warning, "a line"),
        ]
        let failure = MediaError(.crashed, stage: .decode, file: "in", message: "It crashed.", log: "words")
        try expectRead(
            events.map { WorkerMessage<MakeTask>.event($0) } + [
                .answered(MakeTask.Answer(slideCount: 3)), .failed(failure),
            ])
        let drawn = DrawnPreview(
            slide: 1, slideCount: 2, duration: 5, frames: [PreviewFrame(index: 75, time: 2.5, sha256: "ab")],
            width: 1080, height: 1920, substitutions: ["trimmed"], warnings: [])
        try expectRead([WorkerMessage<PreviewTask>.answered(drawn)])
        try expectRead([WorkerMessage<ProbeTask>.answered(slide.media)])
        try expectRead([WorkerMessage<PlanTask>.answered([slide.plan])])
        try expectRead([WorkerMessage<ReviewTask>.answered([review])])
        try expectRead([WorkerMessage<VerifyTask>.answered([slide.output])])
        try expectRead([WorkerMessage<SelfTestTask>.answered(["fork": true])])
    }

    private func expectRead<T: WorkerTask>(_ messages: [WorkerMessage<T>]) throws {
        for message in messages {
            let bytes = try JSONEncoder().encode(message)
            #expect(try JSONDecoder().decode(WorkerMessage<T>.self, from: bytes) == message)
        }
    }
}
