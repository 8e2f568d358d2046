internal import Foundation
internal import Sandbox
internal import Subprocess
internal import SystemPackage

/// A worker's process from its start to its end, with one conversation in between.
final class WorkerRun: Sendable {
    /// This end of the socket that is its standard input.
    let channel: DescriptorChannel
    private let talks: AsyncStream<Talk>.Continuation
    private let end: Task<TerminationStatus, any Error>

    private struct Talk: Sendable {
        let conversation: WorkerConversation
        let longestSilence: Duration
    }

    /// Starts the process; it waits for its order.
    ///
    /// - Throws: where no socket can be made. What else goes wrong, ``carryOut(_:longestSilence:)`` throws.
    init(_ executable: String, isVerbose: Bool) throws {
        let (near, far) = try DescriptorChannel.pair()
        channel = near
        let (stream, talks) = AsyncStream.makeStream(of: Talk.self)
        self.talks = talks
        end = Task {
            var options = PlatformOptions()
            // Ctrl-C is for this process; it ends the worker itself.
            options.createSession = true
            return try await Subprocess.run(
                .path(FilePath(executable)), arguments: ["worker"],
                environment: .custom(Self.environment), platformOptions: options,
                input: .fileDescriptor(FileDescriptor(rawValue: far), closeAfterSpawningProcess: true),
                output: .discarded, error: try Self.standardError(isWanted: isVerbose)
            ) { execution in
                for await talk in stream {
                    await talk.conversation.run(longestSilence: talk.longestSilence) {
                        try? execution.send(signal: .kill)
                    }
                    return
                }
            }.terminationStatus
        }
    }

    /// Gives the process its order and hears what it says. To be called once.
    ///
    /// - Returns: how the process has ended.
    /// - Throws: where it could not be started.
    func carryOut(
        _ conversation: WorkerConversation, longestSilence: Duration
    ) async throws -> TerminationStatus {
        talks.yield(Talk(conversation: conversation, longestSilence: longestSilence))
        talks.finish()
        return try await withTaskCancellationHandler {
            try await end.value
        } onCancel: {
            end.cancel()
        }
    }

    /// Where a worker's standard error goes. Libraries of C write there what they like, as much as they
    /// like, so only to where somebody has asked for it.
    private static func standardError(isWanted: Bool) throws -> FileDescriptorOutput {
        if isWanted { return .fileDescriptor(.standardError, closeAfterSpawningProcess: false) }
        let nowhere = try unsafe FileDescriptor.open("/dev/null", .writeOnly)
        return .fileDescriptor(nowhere, closeAfterSpawningProcess: true)
    }

    /// What the worker's libraries ask for, and nothing else of this process's environment.
    private static var environment: [Subprocess.Environment.Key: String] {
        let own = ProcessInfo.processInfo.environment
        // A worker cannot start the program that would print its stack.
        var environment: [Subprocess.Environment.Key: String] = [
            "LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no",
        ]
        // Where fontconfig looks for fonts.
        for name in ["HOME", "FONTCONFIG_FILE", "XDG_DATA_HOME"] {
            if let value = own[name] { environment[Subprocess.Environment.Key(stringLiteral: name)] = value }
        }
        return environment
    }
}
