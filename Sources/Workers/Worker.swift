internal import Conformance
internal import Logging
internal import Probing
internal import Threading
internal import Transcoding

/// Performs a request, in whatever process it runs. Reads its inputs, writes into the files that it is given, and does
/// nothing else.
struct Worker: Sendable {
    let order: WorkerRequest
    let logger: Logger
    let cancellation: CancellationToken
    let outputs: any OutputSource
    let send: @Sendable (WorkerMessage) -> Void

    /// - Throws: ``MediaError``; the files written by then are of no use.
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
        // The session made the attempts when it confined the process.
        case .selfTest: break
        }
    }

    private var prober: Prober { Prober(limits: order.request.limits, policy: order.policy, logger: logger) }

    /// Whether the request wants only a picture, and at once: encoding the facts and plans behind it takes a while.
    private var isToBeSeen: Bool { order.task == .preview }

    private func plan() throws(MediaError) -> [SlidePlan] {
        let slides = try SlidePlan.plans(
            for: order.request, prober: prober, threads: order.threads, cancellation: cancellation,
            probed: { send(isToBeSeen ? .reached(.probe) : .probed(file: $0, $1)) },
            // A search through a long clip takes a while. These messages show the parent that it goes on.
            divided: {
                send(.divided(frame: $0.frame))
                logger.debug("divided at frame \($0.frame): \($0.reason.rawValue)")
            })
        // When the story is made, its slides report silent captions. A plan alone reports them here.
        let plans = slides.map { order.task == .plan ? $0.planWithSilence : $0.plan }
        send(isToBeSeen ? .reached(.plan) : .planned(plans))
        return slides
    }

    private func preview(_ slides: [SlidePlan]) async throws(MediaError) {
        guard let options = order.preview else {
            throw MediaError(
                .bug, stage: .open, file: order.request.input,
                message: "The request does not say what to draw.")
        }
        let renderer = PreviewRenderer(
            order: order, outputs: outputs, logger: logger, cancellation: cancellation)
        send(.previewed(try await renderer.render(slides, options)))
    }

    private func make(_ slides: [SlidePlan]) async throws(MediaError) {
        let renderer = SlideRenderer(
            order: order, outputs: outputs, logger: logger, cancellation: cancellation)
        for slide in slides where !order.madeSlides.contains(slide.plan.slide) {
            let send = send
            send(.made(try await renderer.render(slide) { send(.progress($0)) }))
        }
    }
}
