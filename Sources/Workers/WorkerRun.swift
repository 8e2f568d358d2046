internal import Foundation
internal import Sandbox
internal import Subprocess
internal import SystemPackage
internal import Threading

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A worker that runs as a program of its own.
private struct ExecutedWorker<Input: InputProtocol, Output: OutputProtocol, Errors: OutputProtocol>:
    WorkerHandle
{
    private let execution: Execution<Input, Output, Errors>

    init(_ execution: Execution<Input, Output, Errors>) { self.execution = execution }

    private var child: ChildProcess { ChildProcess(execution.processIdentifier.value) }

    func kill() { try? execution.send(signal: .kill) }

    var threadCount: Int? { child.threadCount }

    func waitForEnd(_ patience: Duration) -> Bool {
        child.waitForEnd(patience)
    }
}

/// A worker's process from its start to its end, with one conversation in between.
final class WorkerRun: Sendable {
    /// The host's end of the socket that is the worker's standard input.
    let channel: DescriptorChannel
    private let talks: AsyncStream<Talk>.Continuation
    private let end: Task<WorkerTermination, any Error>

    private struct Talk: Sendable {
        let conversation: WorkerConversation
        let longestSilence: Duration
    }

    /// Starts the process, which waits for its request.
    ///
    /// - Throws: an error if no socket can be made. ``perform(_:longestSilence:)`` throws all other errors.
    convenience init(_ executable: String, isVerbose: Bool) throws {
        let (near, far) = try DescriptorChannel.pair()
        self.init(near) { talks in
            var options = PlatformOptions()
            // Ctrl-C is meant for this process, which ends the worker itself.
            options.createSession = true
            let status = try await Subprocess.run(
                .path(FilePath(executable)), arguments: ["worker"],
                environment: .custom(
                    Dictionary(
                        uniqueKeysWithValues: Self.environment.map {
                            (Subprocess.Environment.Key(stringLiteral: $0), $1)
                        })),
                platformOptions: options,
                input: .fileDescriptor(FileDescriptor(rawValue: far), closeAfterSpawningProcess: true),
                output: .discarded, error: try Self.standardError(isWanted: isVerbose)
            ) { execution in
                await Self.talk(talks, to: ExecutedWorker(execution))
            }.terminationStatus
            return WorkerTermination(status)
        }
    }

    /// Takes over a forked process that waits for its request.
    convenience init(_ twin: ForkedProcess, _ channel: DescriptorChannel) {
        self.init(channel) { talks in
            await Self.talk(talks, to: twin)
            return await StageExecutor.run("storymedia.end") { WorkerTermination(twin.end()) }
        }
    }

    private init(
        _ channel: DescriptorChannel,
        live: @escaping @Sendable (AsyncStream<Talk>) async throws -> WorkerTermination
    ) {
        self.channel = channel
        let (stream, talks) = AsyncStream.makeStream(of: Talk.self)
        self.talks = talks
        end = Task { try await live(stream) }
    }

    private static func talk(_ talks: AsyncStream<Talk>, to process: some WorkerHandle) async {
        for await talk in talks {
            return await talk.conversation.run(longestSilence: talk.longestSilence, process: process)
        }
        // A process without a request ends with its socket. It has not seen an untrusted byte.
    }

    /// Gives the process its request and handles its replies. Call it once.
    ///
    /// - Returns: how the process has ended.
    /// - Throws: an error if the process could not be started.
    func perform(
        _ conversation: WorkerConversation, longestSilence: Duration
    ) async throws -> WorkerTermination {
        talks.yield(Talk(conversation: conversation, longestSilence: longestSilence))
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
