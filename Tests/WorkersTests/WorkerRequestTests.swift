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
    @Test("An order is read as it was written")
    func readsOrder() throws {
        var order = WorkerRequest(
            .make,
            IngestRequest(
                input: "clip.mov",
                story: StoryDocument(slides: [
                    Slide(overlays: [.text(try TextOverlay(captions: ["“Hé” 🎉\n"]))])
                ]), baseDirectory: "/in", outputDirectory: "/out", split: true, splitAt: .best, root: "/in"),
            threads: 2, containment: Containment(isConfined: true, isListed: false), isVerbose: true)
        order.files = ["clip.mov", "a\u{FFFD}b"]
        order.statistics = "/out/.clip.part/statistics"
        let slide = try SlideSample()
        order.outputs = [
            FinishedOutput(video: "1.mp4", cover: "1.jpg", plan: slide.plan, result: slide.result)
        ]
        order.madeSlides = [1, 3]
        order.preview = PreviewOptions(.frame(at: 2.5), slide: 2, safeZone: Preset.story.safeZone)
        let bytes = try JSONEncoder().encode(order)
        #expect(try JSONDecoder().decode(WorkerRequest.self, from: bytes) == order)
    }

    @Test("Every message is read as it was written")
    func readsMessages() throws {
        let slide = try SlideSample()
        let made = RenderedSlide(
            source: 1, path: "in", media: slide.media, plan: slide.plan, result: slide.result, coverTime: 1.5)
        var review = SlideReview(slide: 1, duration: 5)
        review.media = SlideReview.Media(enlargement: 1.5, available: 8)
        review.problems = [StoryProblem(path: "$", rule: .missingGlyph, found: "U+1", allowed: "others")]
        let messages: [WorkerMessage] = [
            .reached(.plan), .probed(file: "in", slide.media), .divided(frame: 90), .planned([slide.plan]),
            .wants([.video(slide: 1), .cover(slide: 1)]), .wants([.preview]), .verified([slide.output]),
            .progress(
                SlideProgress(
                    slide: 1, slideCount: 2, frames: 3, frameCount: 30, percent: 10, speed: 2.5,
                    secondsLeft: nil)),
            .previewed(
                DrawnPreview(
                    slide: 1, slideCount: 2, duration: 5,
                    frames: [PreviewFrame(index: 75, time: 2.5, sha256: "ab")], width: 1080, height: 1920,
                    substitutions: ["trimmed"], warnings: [])),
            .reviewed([review]), .made(made), .tested(["fork": true]), .log(.warning, "a line"),
            .failed(MediaError(.crashed, stage: .decode, file: "in", message: "It crashed.", log: "words")),
            .finished,
        ]
        for message in messages {
            let bytes = try JSONEncoder().encode(message)
            #expect(try JSONDecoder().decode(WorkerMessage.self, from: bytes) == message)
        }
    }
}
