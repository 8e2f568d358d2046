import Foundation
import Story
import Testing

@testable import Probing
@testable import Transcoding
@testable import Workers

/// What of a worker's words is believed.
@Suite struct AnswerCheckTests {
    private let slide: RenderedSlide
    private let order: WorkerRequest

    init() throws {
        let sample = try SlideSample()
        var plan = sample.plan
        plan.slide = 1
        plan.slideCount = 1
        var order = WorkerRequest(
            .make, IngestRequest(input: "photo.png", story: StoryDocument(slides: [Slide()])))
        order.files = ["photo.png"]
        self.order = order
        slide = RenderedSlide(
            source: 1, path: "photo.png", media: sample.media, plan: plan, result: sample.result,
            coverTime: 1.5)
    }

    private func progress(_ change: (inout SlideProgress) -> Void = { _ in }) -> WorkerMessage {
        var progress = SlideProgress(
            slide: 1, slideCount: 1, frames: 30, frameCount: 150, percent: 20, speed: 2, secondsLeft: 2)
        change(&progress)
        return .progress(progress)
    }

    private func made(_ change: (inout RenderedSlide) -> Void = { _ in }) -> WorkerMessage {
        var slide = slide
        change(&slide)
        return .made(slide)
    }

    private var files: WorkerMessage { .wants([.video(slide: 1), .cover(slide: 1)]) }

    /// Reads messages one after the other; the last one's answer.
    @discardableResult
    private func read(_ messages: [WorkerMessage], _ order: WorkerRequest? = nil) throws -> AnswerCheck
        .Answer?
    {
        var check = AnswerCheck(order ?? self.order)
        var answer: AnswerCheck.Answer?
        for message in messages { answer = try check.read([UInt8](JSONEncoder().encode(message))) }
        return answer
    }

    @Test("What an honest worker says passes")
    func passesHonest() throws {
        try read([
            .probed(file: "photo.png", slide.media), .planned([slide.plan]), files, progress(),
            progress {
                $0.frames = 150
                $0.percent = 100
                $0.secondsLeft = nil
            }, made(), .finished,
        ])
    }

    @Test("Progress counts as life only where it grows")
    func measuresLife() throws {
        #expect(try read([.planned([slide.plan]), progress()])?.isLife == true)
        #expect(try read([.planned([slide.plan]), progress(), progress()])?.isLife == false)
        #expect(try read([.planned([slide.plan]), progress(), progress { $0.frames = 29 }])?.isLife == false)
        #expect(
            try read([
                .planned([slide.plan]), progress(),
                progress {
                    $0.frames = 1
                    $0.pass = 2
                },
            ])?.isLife == true)
    }

    @Test(
        "Progress of what was not planned, or out of its range, is refused",
        arguments: [
            { $0.slide = .min }, { $0.slide = 0 }, { $0.slide = 2 }, { $0.slideCount = 0 },
            { $0.slideCount = .max },
            { $0.frames = -1 }, { $0.frames = 151 }, { $0.frameCount = .max }, { $0.percent = 100.1 },
            { $0.percent = -1 }, { $0.percent = 1e300 }, { $0.speed = -1 }, { $0.secondsLeft = 1e300 },
            { $0.secondsLeft = -1 }, { $0.pass = 0 }, { $0.pass = .max },
        ] as [@Sendable (inout SlideProgress) -> Void])
    func refusesProgress(change: @Sendable (inout SlideProgress) -> Void) throws {
        #expect(throws: AnswerCheck.Violation.self) { try read([.planned([slide.plan]), progress(change)]) }
    }

    @Test(
        "A plan that is not one of the order's story is refused",
        arguments: [
            { $0.slide = 0 }, { $0.slideCount = 0 }, { $0.slideCount = 4_000_000_000_000_000_000 },
            { $0.input = "/etc/passwd" }, { $0.frameRate = 0 }, { $0.frameRate = -30 }, { $0.frameCount = 0 },
            { $0.frameCount = .max }, { $0.canvasWidth = 0 }, { $0.canvasHeight = 99_999 },
            { $0.encoding.groupOfPictures = 0 }, { $0.segments = [] },
        ] as [@Sendable (inout ExportPlan) -> Void])
    func refusesPlan(change: @Sendable (inout ExportPlan) -> Void) throws {
        var plan = slide.plan
        change(&plan)
        #expect(throws: AnswerCheck.Violation.self) { try read([.planned([plan])]) }
    }

    @Test(
        "A slide that is not the one that was planned is refused",
        arguments: [
            { $0.plan.slide = 2 }, { $0.plan.slideCount = 0 }, { $0.plan.frameCount = 149 },
            { $0.path = "other" },
            { $0.source = 0 }, { $0.source = 2 }, { $0.result.frameCount = 0 },
            { $0.result.frameCount = 151 },
            { $0.result.frameRate = 0 }, { $0.coverTime = 6 }, { $0.coverTime = -1 }, { $0.parts = [] },
            { $0.media.video = 7 }, { $0.media.audio = -1 },
        ] as [@Sendable (inout RenderedSlide) -> Void])
    func refusesMade(change: @Sendable (inout RenderedSlide) -> Void) throws {
        #expect(throws: AnswerCheck.Violation.self) {
            try read([.planned([slide.plan]), files, made(change)])
        }
    }

    @Test("What is said twice, too early or to another order is refused")
    func refusesOrder() throws {
        let planned = WorkerMessage.planned([slide.plan])
        for messages in [
            [planned, planned], [made()], [progress()], [files], [planned, made()],
            [planned, files, files], [planned, files, made(), made()], [planned, files, made(), progress()],
            [planned, .wants([])], [planned, .wants([.video(slide: 1)])], [planned, .wants([.preview])],
            [planned, .wants([.video(slide: 2), .cover(slide: 2)])], [.planned([])],
            [.probed(file: "other", slide.media)], [.verified([])], [.tested([:])], [.reviewed([])],
        ] {
            #expect(throws: AnswerCheck.Violation.self, "\(messages)") { try read(messages) }
        }
        var kept = order
        kept.madeSlides = [1]
        #expect(throws: AnswerCheck.Violation.self) { try read([planned, files], kept) }
    }

    @Test("Facts about an output that was not planned so are refused")
    func refusesFacts() throws {
        var order = order
        order.task = .verify
        order.outputs = [FinishedOutput(video: "v", cover: "c", plan: slide.plan, result: slide.result)]
        var facts = try SlideSample().output
        try read([.verified([facts])], order)
        #expect(throws: AnswerCheck.Violation.self) { try read([.verified([])], order) }
        #expect(throws: AnswerCheck.Violation.self) { try read([.verified([facts, facts])], order) }
        facts.width = 1
        #expect(throws: AnswerCheck.Violation.self) { try read([.verified([facts])], order) }
    }

    @Test(
        "What a file says of itself that the parent would not read is known before it is said",
        arguments: [1e15, 1e17])
    func knowsUnsayable(start: Double) {
        var media = slide.media
        media.startTime = start
        #expect(
            (WorkerOutbox.readable(.probed(file: "photo.png", media)) != nil)
                == (start < MessageBounds.magnitude))
    }

    @Test("There are no more messages than an honest worker has to send")
    func countsMessages() throws {
        var check = AnswerCheck(order)
        let message = try [UInt8](JSONEncoder().encode(WorkerMessage.reached(.probe)))
        for _ in 0..<AnswerCheck.factLimit { _ = try check.read(message) }
        #expect(throws: AnswerCheck.Violation.self) { _ = try check.read(message) }
    }
}

@Suite struct MessageBoundsTests {
    @Test(
        "Numbers that JSON cannot carry exactly are refused",
        arguments: [
            "1e300", "-1e300", "1e999", "9007199254740993e1", "-9223372036854775808", "4000000000000000000",
            "0." + String(repeating: "1", count: 60), "1e+", "--1", "1-1",
        ])
    func refusesNumbers(text: String) {
        #expect(throws: MessageBounds.Violation.self) {
            try MessageBounds.check(Array("{\"a\":\(text)}".utf8))
        }
    }

    @Test(
        "What honest messages hold passes",
        arguments: ["0", "-1.5e-7", "9007199254740992", "\"\\\"1e300\\\"\"", "null"])
    func passes(text: String) throws {
        try MessageBounds.check(Array("{\"a\":[\(text)]}".utf8))
    }

    @Test("Depth, length of texts and number of values have limits")
    func limits() throws {
        let deep = MessageBounds.depth
        func nested(_ depth: Int) -> [UInt8] {
            Array((String(repeating: "[", count: depth) + String(repeating: "]", count: depth)).utf8)
        }
        try MessageBounds.check(nested(deep))
        #expect(throws: MessageBounds.Violation.self) { try MessageBounds.check(nested(deep + 1)) }
        func text(_ bytes: Int) -> [UInt8] { Array("\"\(String(repeating: "x", count: bytes - 2))\"".utf8) }
        try MessageBounds.check(text(MessageBounds.textBytes))
        #expect(throws: MessageBounds.Violation.self) {
            try MessageBounds.check(text(MessageBounds.textBytes + 1))
        }
        let commas = [UInt8](repeating: UInt8(ascii: ","), count: MessageBounds.values)
        try MessageBounds.check(commas)
        #expect(throws: MessageBounds.Violation.self) {
            try MessageBounds.check(commas + [UInt8(ascii: ",")])
        }
        try MessageBounds.check(Array("\"ends in a backslash \\".utf8))
    }
}
