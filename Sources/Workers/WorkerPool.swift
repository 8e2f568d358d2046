public import Files
public import Probing
internal import Sandbox
internal import Synchronization
public import Threading

/// Owns worker processes: starts them, keeps some waiting, hands out each of them once, and makes sure that each ends.
///
/// A worker is a process of its own, which confines itself before it looks at the files. It receives its request and
/// the open files over a socket, its standard input. It replies on the same socket, and ends when the socket closes.
/// The host checks all replies (``AnswerCheck``), makes the files that the worker writes, and makes sure that the
/// worker ends (``WorkerConversation``).
///
/// No request gets a worker that another request has used: an upload may have taken it over.
public final class WorkerPool: WorkerHost {
    private let executable: String
    private let longestSilence: Duration
    private let admission: Admission
    /// Processes that wait for a request, the oldest first.
    private let waiting = Mutex<[WorkerProcess]>([])

    /// - Parameters:
    ///   - executable: the program to run, which serves as a worker if its only argument is `worker`
    ///     (``WorkerSession/serve()``).
    ///   - longestSilence: how long a worker may be silent. The slowest single step, a photo of 50 megapixels on a
    ///     loaded machine, takes a few seconds. Exports have a watchdog of their own, which knows more and acts
    ///     earlier.
    ///   - limit: how many workers may work at a time; further requests wait for their turn. Each may take the memory
    ///     that its limits allow.
    public init(executable: String, longestSilence: Duration = .seconds(90), limit: Int = 64) {
        self.executable = executable
        self.longestSilence = longestSilence
        admission = Admission(limit: limit)
    }

    /// Starts workers ahead of time, so that the first requests need not wait for libraries to load.
    ///
    /// While this process has a single thread, the workers are forked from it, which is fastest: call this on the main
    /// thread, before there are others. Otherwise the program is run. A worker that gets no request ends with the pool
    /// or with this process. Requests for FFmpeg's log lines do not use these workers.
    ///
    /// - Parameter count: how many requests will certainly come.
    public func prepare(_ count: Int) {
        // All forks come first: to adopt a process starts a task, and tasks have threads.
        let twins = (0..<count).compactMap { _ in
            ForkedProcess.make(
                environment: WorkerProcess.environment, live: { WorkerSession.serve() })
        }
        var prepared = twins.map { WorkerProcess.adopt($0.twin, $0.connection) }
        while prepared.count < count,
            let process = try? WorkerProcess.execute(executable, isVerbose: false)
        {
            prepared.append(process)
        }
        waiting.withLock { $0 += prepared }
    }

    public func perform<T: WorkerTask>(
        _ request: WorkerRequest<T>, files: [InputFile], outputs: StagedOutputs?,
        cancellation: CancellationToken,
        receive: @escaping @Sendable (WorkerEvent) async throws(MediaError) -> Void
    ) async throws(MediaError) -> T.Answer {
        try WorkerDescriptors.check(request)
        guard await admission.enter(unless: { cancellation.isCancelled }) else {
            throw .stopped(.open, request.task.input)
        }
        defer { admission.leave() }
        do {
            let process = try worker(isVerbose: request.isVerbose)
            let conversation = WorkerConversation(
                request, files: files, outputs: outputs, over: process.connection,
                longestSilence: longestSilence, cancellation: cancellation, receive: receive)
            let end = try await process.perform { await conversation.run(with: $0) }
            return try conversation.judge(end)
        } catch let error as MediaError {
            throw error
        } catch {
            throw MediaError(
                .crashed, stage: .open, file: request.task.input,
                message: "The worker process cannot be started: \(error). Try again.")
        }
    }

    public func verifier(_ containment: Containment) -> OutputVerifier {
        containment.isConfined ? .confinedProcess : .unconfinedProcess
    }

    /// A worker for one request: one that stands ready, or a new one.
    private func worker(isVerbose: Bool) throws -> WorkerProcess {
        // A prepared worker's standard error leads nowhere.
        while !isVerbose, let ready = waiting.withLock({ $0.isEmpty ? nil : $0.removeFirst() }) {
            if !ready.hasEnded { return ready }
        }
        return try WorkerProcess.execute(executable, isVerbose: isVerbose)
    }
}
