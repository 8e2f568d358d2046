import Foundation
import Libav
import Synchronization
import Transcoding

@testable import StoryService

/// Says that it has made slides, and has written what a test wants into their files.
final class ScriptedHost: WorkerHost {
    let slideCount: Int
    /// After how many slides it fails; nil for never.
    let failsAfter: Int?
    /// Changes what lies in the workshop before a slide is said to be made.
    let tamper: @Sendable (Workshop, Int) throws -> Void
    private let orders = Mutex<[WorkOrder]>([])

    /// What it was asked for so far.
    var received: [WorkOrder] { orders.withLock { $0 } }

    init(
        slides: Int = 1, failsAfter: Int? = nil,
        tamper: @escaping @Sendable (Workshop, Int) throws -> Void = { _, _ in }
    ) {
        slideCount = slides
        self.failsAfter = failsAfter
        self.tamper = tamper
    }

    static func content(_ slide: Int) -> String { "video \(slide)" }

    func carryOut(
        _ order: WorkOrder, files: [InputFile], interruption: Interruption,
        receive: @escaping @Sendable (WorkMessage) async throws(MediaError) -> Void
    ) async throws(MediaError) {
        orders.withLock { $0.append(order) }
        guard let folder = order.workshop else { return }
        let workshop = Workshop(folder: folder)
        let slides: [MadeSlide]
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
                try FileSystem.write(Array(Self.content(number).utf8), toNew: workshop.video(slide: number))
                try FileSystem.write(Array("cover".utf8), toNew: workshop.cover(slide: number))
                try tamper(workshop, number)
            } catch {
                throw MediaError(.bug, stage: .encode, file: order.request.input, message: "\(error)")
            }
            try await receive(.made(slide))
        }
    }

    private static func slide(_ number: Int, of count: Int, _ input: String) throws -> MadeSlide {
        let sample = try Manifest.sample([(("1.mp4", content(number)), ("1.jpg", "cover"))]).slides[0]
        var plan = sample.plan
        plan.slide = number
        plan.slideCount = count
        plan.input = input
        var output = sample.output
        output.sha256 = sample.video.sha256
        return MadeSlide(
            path: input, media: sample.media, plan: plan, result: sample.result, output: output,
            coverTime: 0)
    }
}
