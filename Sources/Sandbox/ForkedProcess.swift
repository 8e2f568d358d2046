internal import CSandbox

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A copy of this process, made while there was one thread.
///
/// It has loaded and linked everything already, which takes a new process longer than anything else that it
/// does before its work.
///
/// Corresponds to `fork(2)`.
public struct ForkedProcess: Sendable {
    /// How it has ended.
    public enum End: Hashable, Sendable {
        case exited(Int32)
        case signalled(Int32)
    }

    private let process: pid_t

    /// Makes the copy, and in it calls `live`.
    ///
    /// The copy's standard input is the other end of the channel; nothing else is open in it. It has a session of
    /// its own, no handlers of signals, and nothing of this process's environment in its memory.
    ///
    /// - Parameters:
    ///   - environment: the copy's.
    ///   - live: what the copy does. It is the copy's only thread.
    /// - Returns: the copy, and this end of the channel; nil where there can be none, or where there is more than
    ///   one thread: what the others do at this moment would stay half done in the copy.
    public static func make(
        environment: [String: String], live: () -> Never
    ) -> (twin: ForkedProcess, channel: DescriptorChannel)? {
        guard Sandbox.threadCount == 1, let (near, far) = try? DescriptorChannel.pair() else { return nil }
        defer { close(far) }
        var entries = unsafe environment.map { unsafe strdup("\($0)=\($1)") } + [nil]
        defer { for index in unsafe entries.indices { unsafe free(entries[index]) } }
        let process = unsafe entries.withUnsafeMutableBufferPointer { entries in
            let process = unsafe csandbox_fork(far, entries.baseAddress)
            if process == 0 { live() }
            return process
        }
        return process > 0 ? (ForkedProcess(process: process), near) : nil
    }

    /// The copy as its supervisor sees it, until ``end()`` has returned.
    public var child: ChildProcess { ChildProcess(process) }

    /// Ends it at once. Not to be called after ``end()`` has returned: its number may be another's then.
    public func stop() {
        kill(process, SIGKILL)
    }

    /// Waits for its end. To be called once; blocks.
    public func end() -> End {
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0 {
            if errno != EINTR { return .exited(-1) }
        }
        let signal = status & 0x7F
        return signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
    }
}
