public import Files
internal import Foundation
public import Probing
internal import Sandbox
internal import Synchronization
public import Threading

/// Has orders carried out by a process of their own each, which confines itself before it looks at the
/// files.
///
/// The process gets the order and the open files over the socket that is its standard input, answers on
/// the same socket, and ends when the socket does. The parent checks everything that it says (``AnswerCheck``),
/// makes the files that it writes, and sees that it ends (``WorkerConversation``).
public struct WorkerProcess: WorkerHost {
    private let executable: String
    /// How long the process may say nothing. The slowest single step, a photo of 50 megapixels on a loaded
    /// machine, takes a few seconds; exports have a watchdog of their own that knows more and acts before.
    private let longestSilence: Duration

    /// Bytes of one message: a plan of many slides has some hundred thousand.
    static let messageLimit = 8 << 20

    /// - Parameter executable: the program to run, by default this one, even where its file has been
    ///   replaced since.
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
                message: "The process that works on it cannot be started: \(error). Try again.")
        }
    }

    public func verifier(_ containment: Containment) -> OutputVerifier {
        containment.isConfined ? .confinedProcess : .unconfinedProcess
    }

    /// Has processes ready for the first orders before it is known what they will be: copies of this one, which
    /// need not load its libraries again.
    ///
    /// To be called on the main thread, before there are others. A copy for which no order comes ends with this
    /// process; where there can be no copy, the first orders' processes are started as all are.
    ///
    /// - Parameter count: how many orders will come for certain.
    public static func startAhead(_ count: Int = 1) {
        // All copies first: a run that waits for one may have threads.
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

    /// A process that stands ready, given out once; nil where there is no other, or it is not as this order wants
    /// it.
    private func reserve(for order: WorkerRequest) -> WorkerRun? {
        guard executable == Self.ownExecutable, !order.isVerbose else { return nil }
        return Self.reserve.withLock { $0.isEmpty ? nil : $0.removeFirst() }
    }
}
