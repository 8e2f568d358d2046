internal import Foundation
public import Libav
internal import Sandbox
internal import Subprocess
internal import SystemPackage
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
            let (near, far) = try DescriptorChannel.pair()
            let conversation = WorkerConversation(
                order, files: files, over: near, interruption: interruption, receive: receive)
            var options = PlatformOptions()
            // Ctrl-C is for this process; it ends the worker itself.
            options.createSession = true
            let result = try await Subprocess.run(
                .path(FilePath(executable)), arguments: ["worker"],
                environment: .custom(Self.environment), platformOptions: options,
                input: .fileDescriptor(FileDescriptor(rawValue: far), closeAfterSpawningProcess: true),
                output: .discarded, error: try Self.standardError(isWanted: order.isVerbose)
            ) { execution in
                await conversation.run(longestSilence: longestSilence) {
                    try? execution.send(signal: .kill)
                }
            }
            try conversation.judge(result.terminationStatus)
        } catch let error as MediaError {
            throw error
        } catch {
            throw MediaError(
                .crashed, stage: .open, file: order.request.input,
                message: "The process that works on it cannot be started: \(error). Try again.")
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
