internal import Foundation
public import Libav
internal import Sandbox
internal import Synchronization
public import Transcoding

/// Has orders carried out by a process of their own each, which confines itself before it looks at the
/// files.
///
/// The process gets the order and the open files over the socket that is its standard input, answers on
/// the same socket, and ends when the socket does. Nothing that it says is trusted further than that it
/// says it: messages have a limit, and what it has made is looked at by whoever publishes it.
public struct WorkerProcess: WorkerHost {
    private let executable: String
    /// How long the process may say nothing. The slowest single step, a photo of 50 megapixels on a loaded
    /// machine, takes a few seconds; exports have a watchdog of their own that knows more and acts before.
    private let longestSilence: Duration

    /// Bytes of one message: a plan of many slides has some hundred thousand.
    static let messageLimit = 8 << 20

    /// The most files that one order may read: what the kernel hands over at once.
    static let fileLimit = 253

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

    public func carryOut(
        _ order: WorkOrder, files: [InputFile], interruption: Interruption,
        receive: @escaping @Sendable (WorkMessage) async throws(MediaError) -> Void
    ) async throws(MediaError) {
        guard files.count <= Self.fileLimit else {
            throw MediaError(
                .limitExceeded, stage: .open, file: order.request.input,
                message:
                    "Its story uses \(files.count) files; the limit is \(Self.fileLimit). Use fewer stickers."
            )
        }
        do {
            let run = try reserve(for: order) ?? WorkerRun(executable, isVerbose: order.isVerbose)
            let conversation = WorkerConversation(
                order, files: files, over: run.channel, interruption: interruption, receive: receive)
            let end = try await run.carryOut(conversation, longestSilence: longestSilence)
            try conversation.judge(end)
        } catch let error as MediaError {
            throw error
        } catch {
            throw MediaError(
                .crashed, stage: .open, file: order.request.input,
                message: "The process that works on it cannot be started: \(error). Try again.")
        }
    }

    /// Has a process ready for the first order before anybody knows what it will be: a copy of this one, which
    /// need not load its libraries again.
    ///
    /// To be called on the main thread, before there are others. Where no order follows, the copy ends with this
    /// process; where there can be no copy, the first order's process is started as all are.
    public static func startAhead() {
        guard
            let (twin, channel) = Twin.make(
                environment: WorkerRun.environment,
                live: {
                    WorkerSession.warmUp()
                    WorkerSession.serve()
                })
        else { return }
        reserve.withLock { $0 = WorkerRun(twin, channel) }
    }

    private static let reserve = Mutex<WorkerRun?>(nil)

    /// The process that stands ready, given out once; nil where it is not as this order wants it.
    private func reserve(for order: WorkOrder) -> WorkerRun? {
        guard executable == Self.ownExecutable, !order.isVerbose else { return nil }
        return Self.reserve.withLock { $0.take() }
    }
}
