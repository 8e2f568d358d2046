internal import Files
internal import Foundation
internal import Probing
internal import Sandbox
internal import Synchronization
internal import SystemPackage
internal import Threading

/// The host's half of a connection: sends one request, hears the worker out, and judges how it ended.
///
/// The worker is supervised from its request to its end. Whatever it says or leaves out, its process is gone when
/// ``run(with:)`` returns.
final class WorkerConversation<T: WorkerTask>: Sendable {
    private struct State {
        var vigil: WorkerVigil
        /// Why this side has ended the worker.
        var refusal: MediaError?
        /// What the worker's last message says.
        var ending: Result<T.Answer, MediaError>?
        /// Whether the process has ended or was killed, and all its messages are handled.
        var isOver = false
    }

    private let request: WorkerRequest<T>
    private let files: [InputFile]
    private let outputs: StagedOutputs?
    private let connection: Connection
    private let cancellation: CancellationToken
    private let receive: @Sendable (WorkerEvent) async throws(MediaError) -> Void
    private let state: Mutex<State>

    /// - Parameters:
    ///   - longestSilence: how long the work may make no progress.
    ///   - receive: called with each event that the caller may see.
    init(
        _ request: WorkerRequest<T>, files: [InputFile], outputs: StagedOutputs?, over connection: Connection,
        longestSilence: Duration, cancellation: CancellationToken,
        receive: @escaping @Sendable (WorkerEvent) async throws(MediaError) -> Void
    ) {
        self.request = request
        self.files = files
        self.outputs = outputs
        self.connection = connection
        self.cancellation = cancellation
        self.receive = receive
        state = Mutex(State(vigil: WorkerVigil(request.task.limits.work, longestSilence: longestSilence)))
    }

    /// Talks to the worker until its last message, and makes sure that it ends.
    ///
    /// - Parameter process: the worker. It has ended or was killed when this returns.
    func run(with process: any WorkerHandle) async {
        await withTaskGroup(of: Void.self) { group in
            group.addTask(executorPreference: StageExecutor("storymedia.worker")) {
                do throws(MediaError) {
                    try await self.talk()
                } catch {
                    self.refuse(error)
                    process.kill()
                }
                if !process.waitForEnd(WorkDeadline.grace) {
                    self.refuseSilentEnd()
                    process.kill()
                }
                self.state.withLock { $0.isOver = true }
            }
            let clock = StageExecutor("storymedia.guard")
            group.addTask(executorPreference: clock) {
                // Until the process has ended: a worker is guarded after its last message, too.
                while (try? await clock.sleep(for: WorkerVigil.interval)) != nil {
                    guard let error = self.reasonToEnd(process.threadCount) else { continue }
                    self.refuse(error)
                    return process.kill()
                }
                guard self.state.withLock({ !$0.isOver }) else { return }
                // The caller no longer wants the result.
                self.refuse(.stopped(.open, self.request.task.input))
                process.kill()
            }
            await group.next()
            group.cancelAll()
        }
    }

    private func talk() async throws(MediaError) {
        let message = try request.message()
        do {
            try connection.send(message, descriptors: files.map(\.descriptor.rawValue))
        } catch {
            // If the worker is gone already, its termination says why.
            return
        }
        var check = AnswerCheck(request)
        while let bytes = try next() {
            let heard: AnswerCheck<T>.Heard?
            do throws(WorkerViolation) {
                heard = try check.read(bytes)
            } catch {
                throw violation(error.what)
            }
            guard let heard else { continue }
            switch heard.message {
            case .answered(let answer): return state.withLock { $0.ending = .success(answer) }
            case .failed(let error): return state.withLock { $0.ending = .failure(error) }
            case .event(let event):
                state.withLock { $0.vigil.note(event, isLife: heard.isLife) }
                if case .wants(let files) = event {
                    try give(files)
                } else {
                    try await receive(event)
                }
            }
        }
    }

    /// The next message; nil if the worker has closed its end.
    private func next() throws(MediaError) -> [UInt8]? {
        do throws(ConnectionError) {
            return try connection.receive()?.bytes
        } catch {
            // If the worker dies in the middle of a message, its termination says why.
            if error == .endedEarly { return nil }
            throw violation(
                "sent a message that is unreadable, or longer than the limit of \(Connection.messageLimit) "
                    + "bytes")
        }
    }

    /// Makes files for the worker to write, and hands them over.
    private func give(_ wanted: [StagedFile]) throws(MediaError) {
        guard let outputs else { throw violation("asked for files that it may not write") }
        var descriptors: [Int32] = []
        for file in wanted { descriptors.append(try outputs.create(file).descriptor.rawValue) }
        do throws(ConnectionError) {
            try connection.send([], descriptors: descriptors)
        } catch {
            // The worker is gone; its termination says why.
        }
    }

    private func reasonToEnd(_ threads: Int?) -> MediaError? {
        let input = request.task.input
        let (stage, reason) = state.withLock { ($0.vigil.stage, $0.vigil.reasonToEnd(threads)) }
        if cancellation.isCancelled { return .stopped(stage, input) }
        switch reason {
        case nil: return nil
        case .violation(let what): return violation(what)
        case .stalled(let message): return MediaError(.stalled, stage: stage, file: input, message: message)
        }
    }

    /// Refuses a worker that has closed its end of the connection, goes on, and has not said how its work ended.
    private func refuseSilentEnd() {
        guard state.withLock({ $0.ending == nil }) else { return }
        refuse(violation("closed its connection without an answer"))
    }

    private func refuse(_ error: MediaError) {
        state.withLock { if $0.refusal == nil { $0.refusal = error } }
    }

    private func violation(_ what: String) -> MediaError {
        MediaError(
            .crashed, stage: state.withLock { $0.vigil.stage }, file: request.task.input,
            message:
                "The worker process was ended, because it \(what). The file is damaged or malicious; "
                + "nothing else was touched.")
    }
}

extension WorkerConversation {
    /// The answer, from the worker's termination and all its messages.
    ///
    /// - Throws: ``MediaError``: why this side has ended the worker, the worker's own error, or one for a worker that
    ///   ended without an answer.
    func judge(_ end: WorkerTermination) throws(MediaError) -> T.Answer {
        let state = state.withLock { $0 }
        if let refusal = state.refusal { throw refusal }
        switch state.ending {
        case .success(let answer)?: return answer
        case .failure(let error)?:
            // Only this side can cancel the work.
            throw error.code == .cancelled ? violation("reported that it was cancelled") : error
        case nil:
            throw end.error(
                file: request.task.input, stage: state.vigil.stage, limits: request.task.limits.work)
        }
    }
}
