internal import Foundation
internal import Jobs
internal import Logging
internal import Probing
internal import Story
internal import Synchronization
internal import Threading
internal import Transcoding
internal import Workers

/// Runs ``IngestJob``s for a queue's runner.
struct IngestJobHandler: Sendable {
    private let host: any WorkerHost
    private let containment: Containment
    private let state: StateFolder
    private let uploads = UploadResolver()
    private let logger: Logger
    private let report: @Sendable (JobID, IngestEvent) -> Void

    /// The prefix of the steps that stand for finished slides.
    private static let stepPrefix = "slide-"

    /// - Parameters:
    ///   - state: holds the key with which files of a killed run are recognised.
    ///   - report: called for each event of a job, on any thread; must not block.
    init(
        host: any WorkerHost, containment: Containment = Containment(),
        state: StateFolder = .standard, logger: Logger,
        report: @escaping @Sendable (JobID, IngestEvent) -> Void = { _, _ in }
    ) {
        self.host = host
        self.containment = containment
        self.state = state
        self.logger = logger
        self.report = report
    }

    /// Makes one job's story.
    func perform(_ job: Job, _ context: JobContext) async -> JobOutcome {
        var request: IngestRequest
        do {
            request = try IngestJob(payload: job.payload).request
        } catch {
            return .failed(
                code: MediaError.Code.unusableStory.rawValue,
                message: "This version of storymedia cannot read job \(job.id): \(error)",
                canRetry: false)
        }
        switch await StageExecutor.run("storymedia.place", { [uploads] in uploads.input(of: job) }) {
        case .unchanged: break
        case .moved(let path): request.input = path
        case .gone:
            return .failed(
                code: MediaError.Code.inputMissing.rawValue,
                message: "\(request.input): It was removed or changed before its story was made.",
                canRetry: false)
        }
        let cancellation = CancellationToken()
        context.onStop { _ in cancellation.cancel() }
        let otherName = uploads.otherName(for: job)
        let said = SaidEvents(hidesTakenName: otherName != nil)
        do throws(MediaError) {
            let story: IngestEvent.Story
            do throws(MediaError) {
                story = try await make(request, job, context, cancellation, said)
            } catch {
                // While no process worked on this job, another upload's story took the name.
                guard error.code == .cannotCreateOutput, let otherName else { throw error }
                request.outputName = otherName
                said.beginAgain()
                story = try await make(request, job, context, cancellation, said)
            }
            return .completed(result: String(decoding: try Self.json(story, request), as: UTF8.self))
        } catch {
            switch context.stopReason {
            case .shutdown, .claimLost: return .interrupted
            case .cancelRequested: return .cancelled
            case nil: break
            }
            return .failed(
                code: error.code.rawValue, message: IngestEvent.Failure(error).problem,
                remedies: JobFailure.text(of: error.remedies), canRetry: error.canRetry,
                isCrash: error.code == .crashed || error.code == .stalled)
        }
    }

    private func make(
        _ request: IngestRequest, _ job: Job, _ context: JobContext, _ cancellation: CancellationToken,
        _ said: SaidEvents
    ) async throws(MediaError) -> IngestEvent.Story {
        let ingest = Ingest(
            request, host: host, attempt: attempt(job, context), logger: logger, cancellation: cancellation)
        return try await ingest.run { event in
            if let progress = Self.progress(event) { context.report(progress) }
            if said.isNew(event) { report(job.id, event) }
        }
    }

    private func attempt(_ job: Job, _ context: JobContext) -> IngestAttempt {
        var attempt = IngestAttempt(
            threads: context.threads, containment: containment, state: state)
        attempt.earlier = job.steps.filter { $0.name.hasPrefix(Self.stepPrefix) }
            .compactMap { try? JSONDecoder().decode(SlideCheckpoint.self, from: Data($0.output.utf8)) }
        attempt.note = { slide in
            let output = String(decoding: try JSONEncoder().encode(slide), as: UTF8.self)
            try await context.finish(step: Self.stepPrefix + "\(slide.slide.plan.slide)", output: output)
        }
        attempt.withPublishLock = { place in try await context.withClaim(place) }
        return attempt
    }

    private static func json(
        _ story: IngestEvent.Story, _ request: IngestRequest
    ) throws(MediaError) -> Data {
        do {
            return try JSONEncoder().encode(story)
        } catch {
            throw MediaError(.bug, stage: .publish, file: request.input, message: "\(error)")
        }
    }

    /// What a list of jobs shows of an event; nil if the event changes nothing.
    private static func progress(_ event: IngestEvent) -> JobProgress? {
        switch event {
        case .started: JobProgress(stage: "probe", fraction: 0)
        case .planned: JobProgress(stage: "export", fraction: 0)
        case .progress(let progress):
            JobProgress(
                stage: (progress.slideCount > 1
                    ? "export slide \(progress.slide) of \(progress.slideCount)" : "export")
                    + (progress.pass.map { ", pass \($0)" } ?? ""),
                fraction: (Double(progress.slide - 1) + progress.percent / 100) / Double(progress.slideCount),
                secondsLeft: progress.slide == progress.slideCount ? progress.secondsLeft : nil)
        case .probed, .published, .alreadyDone, .failed: nil
        }
    }
}

/// The events of an attempt that were reported already. An attempt may make its story again under a second name, but
/// reports each event once.
private final class SaidEvents: Sendable {
    private struct State {
        var said: Set<IngestEvent> = []
        var hidesTakenName: Bool
        var isAgain = false
    }

    private let state: Mutex<State>

    /// - Parameter hidesTakenName: whether there is a second name in case the first is taken.
    init(hidesTakenName: Bool) {
        state = Mutex(State(hidesTakenName: hidesTakenName))
    }

    /// The story is now made under its second name.
    func beginAgain() {
        state.withLock { state in
            state.hidesTakenName = false
            state.isAgain = true
        }
    }

    func isNew(_ event: IngestEvent) -> Bool {
        state.withLock { state in
            switch event {
            case .progress: return true
            case .failed(let failure) where state.hidesTakenName && failure.code == .cannotCreateOutput:
                return false
            default: return state.said.insert(event).inserted || !state.isAgain
            }
        }
    }
}
