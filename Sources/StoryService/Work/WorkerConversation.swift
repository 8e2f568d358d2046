internal import Foundation
internal import Libav
internal import Sandbox
internal import Synchronization
internal import Transcoding

/// One order's way through a worker process: what is said to it, what it says, and what its end means.
final class WorkerConversation: Sendable {
    private struct State {
        var lastWord = ContinuousClock.now
        /// Why this side has ended it.
        var refusal: MediaError?
        /// The worker's last message.
        var ending: Result<Void, MediaError>?
        /// As far as the worker has said.
        var stage = MediaError.Stage.open
    }

    private let order: WorkOrder
    private let files: [InputFile]
    private let channel: DescriptorChannel
    private let interruption: Interruption
    private let receive: @Sendable (WorkMessage) async throws(MediaError) -> Void
    private let state = Mutex(State())

    /// How often it is looked whether somebody wants the work to stop: often enough that it stops at
    /// once, as people see it.
    private static let patience = Duration.milliseconds(50)

    init(
        _ order: WorkOrder, files: [InputFile], over channel: DescriptorChannel, interruption: Interruption,
        receive: @escaping @Sendable (WorkMessage) async throws(MediaError) -> Void
    ) {
        self.order = order
        self.files = files
        self.channel = channel
        self.interruption = interruption
        self.receive = receive
    }

    /// Talks to the worker until it has nothing more to say.
    ///
    /// - Parameter kill: ends the worker at once.
    func run(longestSilence: Duration, kill: @escaping @Sendable () -> Void) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask(executorPreference: StageExecutor("storymedia.worker")) {
                do throws(MediaError) {
                    try await self.talk()
                } catch {
                    self.refuse(error)
                    kill()
                }
            }
            group.addTask {
                while !Task.isCancelled {
                    try? await Task.sleep(for: Self.patience)
                    guard let error = self.reasonToEnd(longestSilence) else { continue }
                    self.refuse(error)
                    return kill()
                }
            }
            await group.next()
            // Whoever was told to stop has been told; what remains is to hear the worker's end.
            let isStopped = Task.isCancelled
            if isStopped {
                self.refuse(.stopped(.open, self.order.request.input))
                kill()
            }
            group.cancelAll()
        }
    }

    private func talk() async throws(MediaError) {
        do {
            try channel.send(Array(JSONEncoder().encode(order)), descriptors: files.map(\.descriptor))
        } catch {
            // A worker that is gone already says why by the way in which it went.
            return
        }
        while let bytes = next() {
            let message: WorkMessage
            do {
                message = try JSONDecoder().decode(WorkMessage.self, from: Data(bytes))
            } catch {
                throw nonsense("\(error)")
            }
            note(message)
            switch message {
            case .failed, .finished: return
            case .reached, .probed, .inspected, .reviewed, .planned, .progress, .made, .previewed, .tested,
                .log:
                try await receive(message)
            }
        }
    }

    /// The next message; nil where there is none and none will come.
    private func next() -> [UInt8]? {
        try? channel.receive(limit: WorkerProcess.messageLimit)?.bytes
    }

    private func note(_ message: WorkMessage) {
        state.withLock { state in
            state.lastWord = .now
            switch message {
            case .reached(let stage): state.stage = stage
            case .probed, .inspected: state.stage = .probe
            case .planned: state.stage = .plan
            case .progress: state.stage = .encode
            case .made, .previewed, .reviewed: state.stage = .verify
            case .tested, .log: break
            case .failed(let error): state.ending = .failure(error)
            case .finished: state.ending = .success(())
            }
        }
    }

    private func reasonToEnd(_ longestSilence: Duration) -> MediaError? {
        let (lastWord, stage) = state.withLock { ($0.lastWord, $0.stage) }
        if interruption.isRaised { return .stopped(stage, order.request.input) }
        guard ContinuousClock.now - lastWord > longestSilence else { return nil }
        return MediaError(
            .stalled, stage: stage, file: order.request.input,
            message: "Nothing has moved for \(longestSilence.components.seconds) s, and it was given up.")
    }

    private func refuse(_ error: MediaError) {
        state.withLock { if $0.refusal == nil { $0.refusal = error } }
    }

    private func nonsense(_ what: String) -> MediaError {
        MediaError(
            .crashed, stage: .open, file: order.request.input,
            message: "The process that worked on it has said what cannot be understood (\(what)).")
    }
}

extension WorkerConversation {
    /// What the worker's end means, after all that was said.
    func judge(_ end: WorkerDeath) throws(MediaError) {
        let state = state.withLock { $0 }
        if let refusal = state.refusal { throw refusal }
        if let ending = state.ending { return try ending.get() }
        throw end.error(
            file: order.request.input, stage: state.stage, limits: order.request.limits.work)
    }
}
