internal import Conformance
internal import Logging
internal import Probing
internal import Threading
internal import Transcoding

/// Carries out an order, wherever it runs: reads its inputs, writes into the files that it is given, and
/// nothing else.
struct Worker: Sendable {
    let order: WorkerRequest
    let logger: Logger
    let cancellation: CancellationToken
    let outputs: any OutputSource
    let send: @Sendable (WorkerMessage) -> Void

    /// - Throws: ``MediaError``; what it has written by then is of no use.
    func run() async throws(MediaError) {
        switch order.task {
        case .probe:
            let path = order.request.input
            send(.probed(file: path, try prober.probe(path, cancellation: cancellation)))
        case .inspect:
            let inspector = Inspector(limits: order.request.limits, policy: order.policy, logger: logger)
            send(.inspected(try inspector.inspect(order.request.input, cancellation: cancellation)))
        case .review:
            let reviewer = StoryReviewer(order: order, logger: logger, cancellation: cancellation)
            send(.reviewed(try await reviewer.slides()))
        case .plan: _ = try plan()
        case .make: try await make(try plan())
        case .preview: try await preview(try plan())
        case .verify: send(.verified(try OutputVerification(logger: logger).facts(of: order.outputs)))
        // The session has made the attempts when it confined the process.
        case .selfTest: break
        }
    }

    private var prober: Prober { Prober(limits: order.request.limits, policy: order.policy, logger: logger) }

    /// Whether all that is wanted is a picture, at once: what it is made from takes a while to tell.
    private var isToBeSeen: Bool { order.task == .preview }

    private func plan() throws(MediaError) -> [SlidePlan] {
        let slides = try SlidePlan.plans(
            for: order.request, prober: prober, threads: order.threads, cancellation: cancellation,
            probed: { send(isToBeSeen ? .reached(.probe) : .probed(file: $0, $1)) },
            // A long clip takes a while: the parent sees that the search goes on.
            divided: {
                send(.divided(frame: $0.frame))
                logger.debug("divided at frame \($0.frame): \($0.reason.rawValue)")
            })
        // Who makes the story is told of silent captions when it is made.
        let plans = slides.map { order.task == .plan ? $0.planWithSilence : $0.plan }
        send(isToBeSeen ? .reached(.plan) : .planned(plans))
        return slides
    }

    private func preview(_ slides: [SlidePlan]) async throws(MediaError) {
        guard let options = order.preview else {
            throw MediaError(
                .bug, stage: .open, file: order.request.input, message: "It was not said what to draw.")
        }
        send(
            .previewed(
                try await DrawnPreview(
                    drawing: slides, options, into: outputs, order: order, logger: logger,
                    cancellation: cancellation)))
    }

    private func make(_ slides: [SlidePlan]) async throws(MediaError) {
        for slide in slides where !order.madeSlides.contains(slide.plan.slide) {
            let send = send
            send(
                .made(
                    try await RenderedSlide(
                        making: slide, into: outputs, order: order, logger: logger,
                        cancellation: cancellation, report: { send(.progress($0)) })))
        }
    }
}
