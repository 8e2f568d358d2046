internal import Foundation
internal import Sandbox
internal import Subprocess
internal import Synchronization
internal import SystemPackage
internal import Threading

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A worker's process from its start to its end. It has one conversation at most.
///
/// It waits for its request, and ends when its socket closes. An instance without a conversation closes the socket when
/// it is released.
final class WorkerProcess: Sendable {
    /// What is said to the process, which has ended or was killed when this returns.
    typealias Talk = @Sendable (any WorkerHandle) async -> Void

    /// Where the process stands, as far as this process knows.
    private enum State {
        case starting
        case running(any WorkerHandle)
        case over
    }

    /// The state outlives the instance: the process may end later.
    private final class Life: Sendable {
        let state = Mutex(State.starting)
    }

    /// The host's end of the socket that is the worker's standard input.
    let connection: Connection
    private let life: Life
    private let talks: AsyncStream<Talk>.Continuation
    private let end: Task<WorkerTermination, any Error>

    private init(
        _ connection: Connection, _ life: Life, _ talks: AsyncStream<Talk>.Continuation,
        _ end: Task<WorkerTermination, any Error>
    ) {
        self.connection = connection
        self.life = life
        self.talks = talks
        self.end = end
    }

    deinit { talks.finish() }

    /// Starts a program as a worker.
    ///
    /// - Throws: an error if no socket can be made. ``perform(_:)`` throws all other errors.
    static func execute(_ executable: String, isVerbose: Bool) throws -> WorkerProcess {
        let (near, far) = try Connection.pair()
        return live(near) { life, talks in
            var options = PlatformOptions()
            // Ctrl-C is meant for this process, which ends the worker itself.
            options.createSession = true
            let status = try await Subprocess.run(
                .path(FilePath(executable)), arguments: ["worker"],
                environment: .custom(
                    Dictionary(
                        uniqueKeysWithValues: environment.map {
                            (Subprocess.Environment.Key(stringLiteral: $0), $1)
                        })),
                platformOptions: options,
                input: .fileDescriptor(FileDescriptor(rawValue: far), closeAfterSpawningProcess: true),
                output: .discarded, error: try standardError(isWanted: isVerbose)
            ) { execution in
                await talk(talks, to: ExecutedWorker(execution), life)
            }.terminationStatus
            return WorkerTermination(status)
        }
    }

    /// Takes over a forked process that waits for its request.
    static func adopt(_ twin: ForkedProcess, _ connection: Connection) -> WorkerProcess {
        live(connection) { life, talks in
            await talk(talks, to: twin, life)
            return await StageExecutor.run("storymedia.end") { WorkerTermination(twin.end()) }
        }
    }

    private static func live(
        _ connection: Connection,
        _ body: @escaping @Sendable (Life, AsyncStream<Talk>) async throws -> WorkerTermination
    ) -> WorkerProcess {
        let life = Life()
        let (stream, talks) = AsyncStream.makeStream(of: Talk.self)
        let end = Task {
            defer { life.state.withLock { $0 = .over } }
            return try await body(life, stream)
        }
        return WorkerProcess(connection, life, talks, end)
    }

    private static func talk(
        _ talks: AsyncStream<Talk>, to process: some WorkerHandle, _ life: Life
    ) async {
        life.state.withLock { $0 = .running(process) }
        for await talk in talks { await talk(process) }
        // From here on, the process is waited for, and its number may become another one's.
        life.state.withLock { $0 = .over }
    }

    /// Whether the process could not be started, or is gone already.
    var hasEnded: Bool {
        life.state.withLock { state in
            switch state {
            case .starting: false
            case .running(let process): process.hasEnded
            case .over: true
            }
        }
    }

    /// Lets the process have its conversation. Call it once.
    ///
    /// - Returns: how the process has ended.
    /// - Throws: an error if the process could not be started.
    func perform(_ talk: @escaping Talk) async throws -> WorkerTermination {
        talks.yield(talk)
        talks.finish()
        return try await withTaskCancellationHandler {
            try await end.value
        } onCancel: {
            end.cancel()
        }
    }

    /// Where a worker's standard error goes. C libraries write there without limit, so it is shown only on request.
    private static func standardError(isWanted: Bool) throws -> FileDescriptorOutput {
        if isWanted { return .fileDescriptor(.standardError, closeAfterSpawningProcess: false) }
        let nowhere = try unsafe FileDescriptor.open("/dev/null", .writeOnly)
        return .fileDescriptor(nowhere, closeAfterSpawningProcess: true)
    }

    /// The worker's environment: what its libraries need, and nothing else of this process's environment.
    static var environment: [String: String] {
        // A worker cannot start the program that would print its stack.
        var environment = ["LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no"]
        // Where fontconfig looks for fonts. Read one by one, so that no copy of the other variables is in memory.
        for name in ["HOME", "FONTCONFIG_FILE", "XDG_DATA_HOME"] {
            if let value = unsafe getenv(name) { environment[name] = unsafe String(cString: value) }
        }
        return environment
    }
}
