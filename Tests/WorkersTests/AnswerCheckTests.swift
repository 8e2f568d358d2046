import Foundation
import Story
import Testing

@testable import Probing
@testable import Transcoding
@testable import Workers

/// What of a worker's words is believed.
@Suite struct AnswerCheckTests {
    private let slide: RenderedSlide
    private let request: WorkerRequest<MakeTask>

    init() throws {
        let sample = try SlideSample()
        var plan = sample.plan
        plan.slide = 1
        plan.slideCount = 1
        request = WorkerRequest(
            MakeTask(IngestRequest(input: "photo.png", story: StoryDocument(slides: [Slide()]))),
            files: ["photo.png"])
        slide = RenderedSlide(
            source: 1, path: "photo.png", media: sample.media, plan: plan, result: sample.result,
            coverTime: 1.5)
    }

    private func progress(_ change: (inout SlideProgress) -> Void = { _ in }) -> WorkerMessage<MakeTask> {
        var progress = SlideProgress(
            slide: 1, slideCount: 1, frames: 30, frameCount: 150, percent: 20, speed: 2, secondsLeft: 2)
        change(&progress)
        return .event(.progress(progress))
    }

    private func made(_ change: (inout RenderedSlide) -> Void = { _ in }) -> WorkerMessage<MakeTask> {
        var slide = slide
        change(&slide)
        return .event(.made(slide))
    }

    private var files: WorkerMessage<MakeTask> { .event(.wants([.video(slide: 1), .cover(slide: 1)])) }

    private var planned: WorkerMessage<MakeTask> { .event(.planned([slide.plan])) }

    private var done: WorkerMessage<MakeTask> { .answered(MakeTask.Answer(slideCount: 1)) }

    private func read(_ messages: [WorkerMessage<MakeTask>]) throws -> AnswerCheck<MakeTask>.Heard? {
        try read(messages, request)
    }

    /// Reads messages one after the other.
    ///
    /// - Returns: what was heard of the last one.
    @discardableResult
    private func read<T: WorkerTask>(
        _ messages: [WorkerMessage<T>], _ request: WorkerRequest<T>
    ) throws -> AnswerCheck<T>.Heard? {
        var check = AnswerCheck(request)
        var heard: AnswerCheck<T>.Heard?
        for message in messages { heard = try check.read([UInt8](JSONEncoder().encode(message))) }
        return heard
    }

    @Test("What an honest worker says passes")
    func passesHonest() throws {
        let heard = try read([
            .event(.reached(.probe)), .event(.divided(frame: 3)),
            .event(.probed(file: "photo.png", slide.media)), planned, files, progress(),
            progress {
                $0.frames = 150
                $0.percent = 100
                $0.secondsLeft = nil
            }, made(), done,
        ])
        #expect(heard?.message == done)
    }

    @Test("Progress counts as life only where it grows")
    func measuresLife() throws {
        #expect(try read([planned, progress()])?.isLife == true)
        #expect(try read([planned, progress(), progress()])?.isLife == false)
        #expect(try read([planned, progress(), progress { $0.frames = 29 }])?.isLife == false)
        #expect(
            try read([
                planned, progress(),
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
        #expect(throws: WorkerViolation.self) { try read([planned, progress(change)]) }
    }

    @Test(
        "A plan that is not one of the request's story is refused",
        arguments: [
            { $0.slide = 0 }, { $0.slideCount = 0 }, { $0.slideCount = 4_000_000_000_000_000_000 },
            { $0.input = "/etc/passwd" }, { $0.frameRate = 0 }, { $0.frameRate = -30 }, { $0.frameCount = 0 },
            { $0.frameCount = .max }, { $0.canvasWidth = 0 }, { $0.canvasHeight = 99_999 },
            { $0.encoding.groupOfPictures = 0 }, { $0.segments = [] },
        ] as [@Sendable (inout ExportPlan) -> Void])
    func refusesPlan(change: @Sendable (inout ExportPlan) -> Void) throws {
        var plan = slide.plan
        change(&plan)
        #expect(throws: WorkerViolation.self) { try read([.event(.planned([plan]))]) }
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
        #expect(throws: WorkerViolation.self) {
            try read([planned, files, made(change)])
        }
    }

    @Test("What is said twice, too early or to another task is refused")
    func refusesOutOfTurn() throws {
        let made = made()
        for messages in [
            [planned, planned], [made], [progress()], [files], [planned, made],
            [planned, files, files], [planned, files, made, made], [planned, files, made, progress()],
            [planned, .event(.wants([]))], [planned, .event(.wants([.video(slide: 1)]))],
            [planned, .event(.wants([.preview]))],
            [planned, .event(.wants([.video(slide: 2), .cover(slide: 2)]))], [.event(.planned([]))],
            [.event(.probed(file: "other", slide.media))], [.event(.written(.preview))],
            [planned, files, made, done, .event(.reached(.publish))], [planned, files, made, done, done],
        ] {
            #expect(throws: WorkerViolation.self, "\(messages)") { try read(messages) }
        }
        var kept = request
        kept.task.madeSlides = [1]
        #expect(throws: WorkerViolation.self) { try read([planned, files], kept) }
    }

    @Test("A story is made when all its slides are, and not before")
    func refusesEarlyAnswer() throws {
        for messages in [[done], [planned, done], [planned, files, done]] {
            #expect(throws: WorkerViolation.self, "\(messages)") { try read(messages) }
        }
        let more = WorkerMessage<MakeTask>.answered(MakeTask.Answer(slideCount: 2))
        #expect(throws: WorkerViolation.self) { try read([planned, files, made(), more]) }
        var kept = request
        kept.task.madeSlides = [1]
        try read([planned, done], kept)
        kept.task.madeSlides = [1, 2]
        #expect(throws: WorkerViolation.self) { try read([planned, done], kept) }
    }

    @Test("The answer to another task is refused, even if it would fit", arguments: WorkerTaskName.allCases)
    func refusesOthersAnswer(name: WorkerTaskName) throws {
        var check = AnswerCheck(WorkerRequest(SelfTestTask()))
        let message = Array(#"{"answered":{"task":"\#(name.rawValue)","answer":{}}}"#.utf8)
        guard name != .selfTest else {
            #expect(try check.read(message)?.message == .answered([:]))
            return
        }
        #expect(throws: WorkerViolation(what: "answered another task than it was given")) {
            try check.read(message)
        }
    }

    @Test("A task has no events but its own")
    func refusesOthersEvents() throws {
        let media = WorkerEvent.probed(file: "photo.png", slide.media)
        let events = [
            media, .planned([slide.plan]), .wants([.preview]), .wants([.video(slide: 1), .cover(slide: 1)]),
            .made(slide), .written(.preview), .divided(frame: 1),
        ]
        let story = request.task.request
        func refused(_ task: some WorkerTask) -> [Bool] {
            events.map { event in
                var transcript = WorkerTranscript(files: request.files)
                return (try? task.check(event, after: &transcript)) == nil
            }
        }
        let all = events.map { _ in true }
        #expect(refused(ProbeTask("photo.png")) == all)
        #expect(refused(InspectTask("photo.png")) == all)
        #expect(refused(ReviewTask(story)) == all)
        #expect(refused(VerifyTask([], of: "photo.png")) == all)
        #expect(refused(SelfTestTask()) == all)
        #expect(refused(PlanTask(story)) == [true, true, true, true, true, true, false])
        let preview = PreviewTask(story, PreviewOptions(.frame(at: 0)))
        #expect(refused(preview) == [true, true, false, true, true, true, false])
        #expect(refused(request.task) == [false, false, true, true, true, true, false])
    }

    @Test("Facts about an output that was not planned so are refused")
    func refusesFacts() throws {
        let output = FinishedOutput(video: "v", cover: "c", plan: slide.plan, result: slide.result)
        let request = WorkerRequest(VerifyTask([output], of: "photo.png"), files: ["v", "c"])
        var facts = try SlideSample().output
        try read([.answered([facts])], request)
        #expect(throws: WorkerViolation.self) { try read([.answered([])], request) }
        #expect(throws: WorkerViolation.self) { try read([.answered([facts, facts])], request) }
        facts.width = 1
        #expect(throws: WorkerViolation.self) { try read([.answered([facts])], request) }
    }

    @Test("A preview counts only when its file was handed over, and shows the slide that was asked for")
    func refusesPreview() throws {
        let task = PreviewTask(request.task.request, PreviewOptions(.frame(at: 0)))
        let request = WorkerRequest(task, files: ["photo.png"])
        var drawn = DrawnPreview(
            slide: 1, slideCount: 1, duration: 5, frames: [], width: 1080, height: 1920, substitutions: [],
            warnings: [])
        let files = WorkerMessage<PreviewTask>.event(.wants([.preview]))
        try read([files, .event(.written(.preview)), .answered(drawn)], request)
        #expect(throws: WorkerViolation.self) { try read([.answered(drawn)], request) }
        #expect(throws: WorkerViolation.self) {
            try read([files, .event(.written(.video(slide: 1)))], request)
        }
        drawn.slide = 2
        #expect(throws: WorkerViolation.self) { try read([files, .answered(drawn)], request) }
    }

    @Test(
        "What a file says of itself that the parent would not read is known before it is said",
        arguments: [1e15, 1e17])
    func knowsUnsayable(start: Double) {
        var media = slide.media
        media.startTime = start
        #expect(
            (WorkerMessage<ProbeTask>.answered(media).readable != nil)
                == (start < MessageBounds.magnitude))
    }

    @Test("There are no more messages than an honest worker has to send")
    func countsMessages() throws {
        var check = AnswerCheck(request)
        let message = try [UInt8](JSONEncoder().encode(WorkerEvent.reached(.probe)))
        for _ in 0..<AnswerLimits.facts { _ = try check.read(message) }
        #expect(throws: WorkerViolation.self) { _ = try check.read(message) }
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
        #expect(throws: WorkerViolation.self) {
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
        #expect(throws: WorkerViolation.self) { try MessageBounds.check(nested(deep + 1)) }
        func text(_ bytes: Int) -> [UInt8] { Array("\"\(String(repeating: "x", count: bytes - 2))\"".utf8) }
        try MessageBounds.check(text(MessageBounds.textBytes))
        #expect(throws: WorkerViolation.self) {
            try MessageBounds.check(text(MessageBounds.textBytes + 1))
        }
        let commas = [UInt8](repeating: UInt8(ascii: ","), count: MessageBounds.values)
        try MessageBounds.check(commas)
        #expect(throws: WorkerViolation.self) {
            try MessageBounds.check(commas + [UInt8(ascii: ",")])
        }
        try MessageBounds.check(Array("\"ends in a backslash \\".utf8))
    }
}
