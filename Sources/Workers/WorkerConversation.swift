internal import Files
internal import Foundation
internal import Probing
internal import Sandbox
internal import Synchronization
internal import Threading

/// Carries one request through a worker process: what the host sends, what the worker replies, and what the worker's
/// end means.
///
/// The worker is supervised from its request to its end. Whatever it says or leaves out, its process is gone when
/// ``run(longestSilence:process:)`` returns.
final class WorkerConversation: Sendable {
    private struct State {
        var clock = RunningClock()
        var deadline: WorkDeadline
        /// When the worker last proved that the work goes on.
        var lastLife = Duration.zero
        /// Why this side has ended the worker.
        var refusal: MediaError?
        /// The result in the worker's last message.
        var ending: Result<Void, MediaError>?
        /// The stage that the worker has reported.
        var stage = MediaError.Stage.open
        /// Whether the process has ended or was killed, and all its messages are handled.
        var isOver = false
    }

    private let order: WorkerRequest
    private let files: [InputFile]
    private let outputs: StagedOutputs?
    private let channel: DescriptorChannel
    private let cancellation: CancellationToken
    private let receive: @Sendable (WorkerMessage) async throws(MediaError) -> Void
    private let state: Mutex<State>

    /// How often the guard checks whether to end the work. Short enough to feel immediate.
    private static let interval = 0.05

    /// The most threads of one worker. Codecs and scalers take a few for each processor, and there are some twenty
    /// stages.
    private static let threadLimit = 128 + 16 * ProcessInfo.processInfo.activeProcessorCount

    init(
        _ order: WorkerRequest, files: [InputFile], outputs: StagedOutputs?, over channel: DescriptorChannel,
        cancellation: CancellationToken,
        receive: @escaping @Sendable (WorkerMessage) async throws(MediaError) -> Void
    ) {
        self.order = order
        self.files = files
        self.outputs = outputs
        self.channel = channel
        self.cancellation = cancellation
        self.receive = receive
        state = Mutex(State(deadline: WorkDeadline(order)))
    }

    /// Talks to the worker until its last message, and makes sure that it ends.
    ///
    /// - Parameters:
    ///   - longestSilence: how long the work may make no progress.
    ///   - process: the worker. It has ended or was killed when this returns.
    func run(longestSilence: Duration, process: some WorkerHandle) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask(executorPreference: StageExecutor("storymedia.worker")) {
                do throws(MediaError) {
                    try await self.talk()
                } catch {
                    self.refuse(error)
                    process.kill()
                }
                if !process.waitForEnd(WorkDeadline.grace) { process.kill() }
                self.state.withLock { $0.isOver = true }
            }
            let clock = StageExecutor("storymedia.guard")
            group.addTask(executorPreference: clock) {
                // Until the process has ended: a worker is guarded after its last message, too.
                while (try? await clock.sleep(for: Self.interval)) != nil {
                    guard let error = self.reasonToEnd(longestSilence, process.threadCount) else { continue }
                    self.refuse(error)
                    return process.kill()
                }
                guard self.state.withLock({ !$0.isOver }) else { return }
                // The caller no longer wants the result.
                self.refuse(.stopped(.open, self.order.request.input))
                process.kill()
            }
            await group.next()
            group.cancelAll()
        }
    }

    private func talk() async throws(MediaError) {
        let message = try order.message()
        do {
            try channel.send(message, descriptors: files.map(\.descriptor))
        } catch {
            // If the worker is gone already, its termination says why.
            return
        }
        var check = AnswerCheck(order)
        while let bytes = try next() {
            let answer: AnswerCheck.Answer?
            do throws(AnswerCheck.Violation) {
                answer = try check.read(bytes)
            } catch {
                throw nonsense(error.what)
            }
            guard let answer else { continue }
            note(answer)
            switch answer.message {
            case .failed, .finished: return
            case .wants(let files): try give(files)
            case .planned(let plans):
                state.withLock { $0.deadline.plan(plans) }
                try await receive(answer.message)
            case .reached, .probed, .inspected, .reviewed, .divided, .progress, .made, .previewed, .verified,
                .tested, .log:
                try await receive(answer.message)
            }
        }
    }

    /// The next message; nil if the worker has closed its end.
    private func next() throws(MediaError) -> [UInt8]? {
        do throws(ChannelError) {
            return try channel.receive(limit: WorkerProcess.messageLimit)?.bytes
        } catch {
            // If the worker dies in the middle of a message, its termination says why.
            if error == .endedEarly { return nil }
            throw nonsense(
                "sent a message that is unreadable, or longer than the limit of \(WorkerProcess.messageLimit) "
                    + "bytes")
        }
    }

    /// Makes files for the worker to write, and hands them over.
    private func give(_ wanted: [StagedFile]) throws(MediaError) {
        guard let outputs else { throw nonsense("asked for files that it may not write") }
        var descriptors: [Int32] = []
        for file in wanted { descriptors.append(try outputs.create(file).descriptor) }
        do throws(ChannelError) {
            try channel.send([], descriptors: descriptors)
        } catch {
            // The worker is gone; its termination says why.
        }
    }

    private func note(_ answer: AnswerCheck.Answer) {
        state.withLock { state in
            if answer.isLife { state.lastLife = state.clock.now }
            switch answer.message {
            case .reached(let stage): state.stage = stage
            case .probed, .inspected, .divided: state.stage = .probe
            case .planned: state.stage = .plan
            case .progress: state.stage = .encode
            case .made, .previewed, .reviewed, .verified: state.stage = .verify
            case .wants, .tested, .log: break
            case .failed(let error): state.ending = .failure(error)
            case .finished: state.ending = .success(())
            }
        }
    }

    private func reasonToEnd(_ longestSilence: Duration, _ threads: Int?) -> MediaError? {
        let (silence, overrun, allowed, stage) = state.withLock { state in
            state.clock.tick()
            return (
                state.clock.now - state.lastLife, state.clock.now - state.deadline.allowed,
                state.deadline.allowed,
                state.stage
            )
        }
        let input = order.request.input
        if cancellation.isCancelled { return .stopped(stage, input) }
        if silence > longestSilence {
            return MediaError(
                .stalled, stage: stage, file: input,
                message: "No stage has made progress for \(longestSilence.components.seconds) s.")
        }
        if let threads, threads > Self.threadLimit {
            return nonsense("uses \(threads) threads, more than the limit of \(Self.threadLimit)")
        }
        guard overrun > .zero else { return nil }
        return MediaError(
            .stalled, stage: stage, file: input,
            message:
                "It was not finished after \(allowed.components.seconds) s (work.seconds of the "
                + "limits allows \(order.request.limits.work.seconds)).")
    }

    private func refuse(_ error: MediaError) {
        state.withLock { if $0.refusal == nil { $0.refusal = error } }
    }

    private func nonsense(_ what: String) -> MediaError {
        MediaError(
            .crashed, stage: state.withLock { $0.stage }, file: order.request.input,
            message:
                "The worker process was ended, because it \(what). The file is damaged or malicious; "
                + "nothing else was touched.")
    }
}

extension WorkerConversation {
    /// The result, from the worker's termination and all its messages.
    func judge(_ end: WorkerTermination) throws(MediaError) {
        let state = state.withLock { $0 }
        if let refusal = state.refusal { throw refusal }
        if let ending = state.ending {
            do throws(MediaError) {
                return try ending.get()
            } catch {
                // Only this side can cancel the work.
                throw error.code == .cancelled ? nonsense("reported that it was cancelled") : error
            }
        }
        throw end.error(
            file: order.request.input, stage: state.stage, limits: order.request.limits.work)
    }
}
