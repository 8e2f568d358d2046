import Foundation
import Hashing
import Probing
import Synchronization
internal import Threading
import Transcoding

@testable import Files
@testable import StoryService
@testable import Workers

/// Says that it has made slides, and has written what a test wants into their files.
final class ScriptedHost: WorkerHost {
    let slideCount: Int
    /// After how many slides it fails; nil for never.
    let failsAfter: Int?
    /// What the verifying worker says of each output's content; nil for the truth.
    let claimedContent: String?
    /// Changes what lies in the staging directory, whose path it gets, before a slide is said to be made.
    let tamper: @Sendable (String, Int) throws -> Void
    /// What it waits for before it makes the first slide.
    let pause: @Sendable (CancellationToken) async throws -> Void
    private let tasks = Mutex<[any WorkerTask]>([])

    /// What it was asked for so far.
    var received: [any WorkerTask] { tasks.withLock { $0 } }

    /// The stories that it was asked to make.
    var made: [MakeTask] { received.compactMap { $0 as? MakeTask } }

    init(
        slides: Int = 1, failsAfter: Int? = nil, claimedContent: String? = nil,
        tamper: @escaping @Sendable (String, Int) throws -> Void = { _, _ in },
        pause: @escaping @Sendable (CancellationToken) async throws -> Void = { _ in }
    ) {
        slideCount = slides
        self.failsAfter = failsAfter
        self.claimedContent = claimedContent
        self.tamper = tamper
        self.pause = pause
    }

    static func content(_ slide: Int) -> String { "video \(slide)" }

    func perform<T: WorkerTask>(
        _ request: WorkerRequest<T>, files: [InputFile], outputs: StagedOutputs?,
        cancellation: CancellationToken,
        receive: @escaping @Sendable (WorkerEvent) async throws(MediaError) -> Void
    ) async throws(MediaError) -> T.Answer {
        tasks.withLock { $0.append(request.task) }
        let answer: (any Sendable)? =
            switch request.task {
            case let task as VerifyTask: try facts(of: task.outputs)
            case let task as MakeTask: try await make(task, outputs, cancellation, receive)
            default: nil
            }
        guard let answer = answer as? T.Answer else {
            throw MediaError(
                .bug, stage: .open, file: request.task.input, message: "No script says what to answer.")
        }
        return answer
    }

    private func make(
        _ task: MakeTask, _ outputs: StagedOutputs?, _ cancellation: CancellationToken,
        _ receive: @Sendable (WorkerEvent) async throws(MediaError) -> Void
    ) async throws(MediaError) -> MakeTask.Answer {
        guard let outputs else {
            throw MediaError(.bug, stage: .open, file: task.input, message: "There is no place for it.")
        }
        let slides: [RenderedSlide]
        do {
            try await pause(cancellation)
            slides = try (1...slideCount).map { try Self.slide($0, of: slideCount, task.input) }
        } catch {
            throw MediaError(.bug, stage: .plan, file: task.input, message: "\(error)")
        }
        try await receive(.planned(slides.map(\.plan)))
        for slide in slides where !task.madeSlides.contains(slide.plan.slide) {
            let number = slide.plan.slide
            if let failsAfter, number > failsAfter {
                throw MediaError(.stalled, stage: .encode, file: task.input, message: "Stuck.")
            }
            do {
                try Self.write(Self.content(number), to: try outputs.create(.video(slide: number)))
                try Self.write("cover", to: try outputs.create(.cover(slide: number)))
                try tamper(outputs.directory.folder.path, number)
            } catch {
                throw MediaError(.bug, stage: .encode, file: task.input, message: "\(error)")
            }
            try await receive(.made(slide))
        }
        return MakeTask.Answer(slideCount: slideCount)
    }

    func verifier(_ containment: Containment) -> Manifest.Verifier { .sameProcess }

    private static func write(_ text: String, to output: StagedOutput) throws {
        try Data(text.utf8).write(to: URL(filePath: output.path), options: [])
    }

    private func facts(of outputs: [FinishedOutput]) throws(MediaError) -> [OutputFacts] {
        var facts: [OutputFacts] = []
        for output in outputs {
            guard let sample = try? Manifest.sample([(("1.mp4", ""), ("1.jpg", ""))]).slides[0].output,
                let content = try? claimedContent.map({ Data($0.utf8) })
                    ?? Data(contentsOf: URL(filePath: output.video))
            else { throw MediaError(.bug, stage: .verify, file: output.video, message: "It cannot be read.") }
            var fact = sample
            fact.sha256 = SHA256.hash(String(decoding: content, as: UTF8.self))
            fact.bytes = Int64(content.count)
            facts.append(fact)
        }
        return facts
    }

    private static func slide(_ number: Int, of count: Int, _ input: String) throws -> RenderedSlide {
        let sample = try Manifest.sample([(("1.mp4", content(number)), ("1.jpg", "cover"))]).slides[0]
        var plan = sample.plan
        plan.slide = number
        plan.slideCount = count
        plan.input = input
        return RenderedSlide(
            source: 1, path: input, media: sample.media, plan: plan, result: sample.result, coverTime: 0)
    }
}
