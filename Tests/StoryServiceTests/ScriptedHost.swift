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
    private let orders = Mutex<[WorkerRequest]>([])

    /// What it was asked for so far.
    var received: [WorkerRequest] { orders.withLock { $0 } }

    init(
        slides: Int = 1, failsAfter: Int? = nil, claimedContent: String? = nil,
        tamper: @escaping @Sendable (String, Int) throws -> Void = { _, _ in }
    ) {
        slideCount = slides
        self.failsAfter = failsAfter
        self.claimedContent = claimedContent
        self.tamper = tamper
    }

    static func content(_ slide: Int) -> String { "video \(slide)" }

    func perform(
        _ order: WorkerRequest, files: [InputFile], outputs: StagedOutputs?, cancellation: CancellationToken,
        receive: @escaping @Sendable (WorkerMessage) async throws(MediaError) -> Void
    ) async throws(MediaError) {
        orders.withLock { $0.append(order) }
        if order.task == .verify { return try await verify(order, receive) }
        guard let outputs else { return }
        let slides: [RenderedSlide]
        do {
            slides = try (1...slideCount).map { try Self.slide($0, of: slideCount, order.request.input) }
        } catch {
            throw MediaError(.bug, stage: .plan, file: order.request.input, message: "\(error)")
        }
        try await receive(.planned(slides.map(\.plan)))
        for slide in slides where !order.madeSlides.contains(slide.plan.slide) {
            let number = slide.plan.slide
            if let failsAfter, number > failsAfter {
                throw MediaError(.stalled, stage: .encode, file: order.request.input, message: "Stuck.")
            }
            do {
                try Self.write(Self.content(number), to: try outputs.create(.video(slide: number)))
                try Self.write("cover", to: try outputs.create(.cover(slide: number)))
                try tamper(outputs.directory.folder.path, number)
            } catch {
                throw MediaError(.bug, stage: .encode, file: order.request.input, message: "\(error)")
            }
            try await receive(.made(slide))
        }
    }

    func verifier(_ containment: Containment) -> Manifest.Verifier { .sameProcess }

    private static func write(_ text: String, to output: StagedOutput) throws {
        try Data(text.utf8).write(to: URL(filePath: output.path), options: [])
    }

    private func verify(
        _ order: WorkerRequest, _ receive: @Sendable (WorkerMessage) async throws(MediaError) -> Void
    ) async throws(MediaError) {
        var facts: [OutputFacts] = []
        for output in order.outputs {
            guard let sample = try? Manifest.sample([(("1.mp4", ""), ("1.jpg", ""))]).slides[0].output,
                let content = try? claimedContent.map({ Data($0.utf8) })
                    ?? Data(contentsOf: URL(filePath: output.video))
            else { throw MediaError(.bug, stage: .verify, file: output.video, message: "It cannot be read.") }
            var fact = sample
            fact.sha256 = SHA256.hash(String(decoding: content, as: UTF8.self))
            fact.bytes = Int64(content.count)
            facts.append(fact)
        }
        try await receive(.verified(facts))
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
