public import Files
internal import Foundation
public import Probing
internal import Sandbox
internal import Synchronization
public import Threading

/// Performs each request in a process of its own, which confines itself before it looks at the files.
///
/// The process receives the request and the open files over a socket, its standard input. It replies on the same
/// socket, and ends when the socket closes. The parent checks all replies (``AnswerCheck``), makes the files that the
/// worker writes, and makes sure that the worker ends (``WorkerConversation``).
public struct WorkerProcess: WorkerHost {
    private let executable: String
    /// How long the process may be silent. The slowest single step, a photo of 50 megapixels on a loaded machine, takes
    /// a few seconds. Exports have a watchdog of their own, which knows more and acts earlier.
    private let longestSilence: Duration

    /// The most bytes of one message. A plan of many slides has some hundred thousand.
    static let messageLimit = 8 << 20

    /// - Parameter executable: the program to run. By default the running one, even if its file has been replaced
    ///   since.
    public init(executable: String? = nil, longestSilence: Duration = .seconds(90)) {
        self.executable = executable ?? Self.ownExecutable
        self.longestSilence = longestSilence
    }

    private static var ownExecutable: String {
        #if os(Linux)
            "/proc/self/exe"
        #else
            Bundle.main.executablePath ?? CommandLine.arguments[0]
        #endif
    }

    public func perform(
        _ order: WorkerRequest, files: [InputFile], outputs: StagedOutputs?, cancellation: CancellationToken,
        receive: @escaping @Sendable (WorkerMessage) async throws(MediaError) -> Void
    ) async throws(MediaError) {
        try WorkerDescriptors.check(
            order, files: files.count, outputs: WorkerDescriptors.outputs(of: order))
        do {
            let run =
                try reserve(for: order) ?? WorkerRun(executable, isVerbose: order.isVerbose)
            let conversation = WorkerConversation(
                order, files: files, outputs: outputs, over: run.channel, cancellation: cancellation,
                receive: receive)
            let end = try await run.perform(conversation, longestSilence: longestSilence)
            try conversation.judge(end)
        } catch let error as MediaError {
            throw error
        } catch {
            throw MediaError(
                .crashed, stage: .open, file: order.request.input,
                message: "The worker process cannot be started: \(error). Try again.")
        }
    }

    public func verifier(_ containment: Containment) -> OutputVerifier {
        containment.isConfined ? .confinedProcess : .unconfinedProcess
    }

    /// Forks workers ahead of time, so that the first requests need not wait for libraries to load.
    ///
    /// Call it on the main thread, before there are others. A forked worker that gets no request ends with this
    /// process. If forking fails, the first requests start their processes like all others.
    ///
    /// - Parameter count: how many requests will certainly come.
    public static func startAhead(_ count: Int = 1) {
        // Fork all first: a run that waits for one may have threads.
        let twins = (0..<count).compactMap { _ in
            ForkedProcess.make(
                environment: WorkerRun.environment,
                live: {
                    WorkerSession.warmUp()
                    WorkerSession.serve()
                })
        }
        reserve.withLock { $0 = twins.map { WorkerRun($0.twin, $0.channel) } }
    }

    private static let reserve = Mutex<[WorkerRun]>([])

    /// A worker that stands ready, returned once; nil if none is left, or if this request needs another kind.
    private func reserve(for order: WorkerRequest) -> WorkerRun? {
        guard executable == Self.ownExecutable, !order.isVerbose else { return nil }
        return Self.reserve.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }
}
