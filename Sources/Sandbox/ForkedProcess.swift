internal import CSandbox

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A process forked from this one while it had a single thread.
///
/// It is loaded and linked already, which takes a new process longer than anything else before its work.
///
/// Corresponds to `fork(2)`.
public struct ForkedProcess: Sendable {
    /// How the process ended.
    public enum End: Hashable, Sendable {
        case exited(Int32)
        case signalled(Int32)
    }

    private let process: pid_t

    /// Forks, and calls `live` in the new process.
    ///
    /// The new process has the other end of the connection as its standard input, and nothing else open. It has a
    /// session of its own, no signal handlers, and nothing of this process's environment in its memory.
    ///
    /// - Parameters:
    ///   - environment: the new process's environment.
    ///   - live: what the new process does. It runs on the only thread.
    /// - Returns: the new process, and this end of the connection; nil if forking fails, or if this process has several
    ///   threads: what the others were doing at that moment would stay half done in the new process.
    public static func make(
        environment: [String: String], live: () -> Never
    ) -> (twin: ForkedProcess, connection: Connection)? {
        guard Sandbox.threadCount == 1, let (near, far) = try? Connection.pair() else { return nil }
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

    /// The process as its supervisor sees it, until ``end()`` has returned.
    public var child: ChildProcess { ChildProcess(process) }

    /// Kills the process at once. Do not call it after ``end()`` has returned: another process may have the number by
    /// then.
    public func stop() {
        kill(process, SIGKILL)
    }

    /// Waits for the process to end. Blocks; call it only once.
    public func end() -> End {
        var status: Int32 = 0
        while unsafe waitpid(process, &status, 0) < 0 {
            if errno != EINTR { return .exited(-1) }
        }
        let signal = status & 0x7F
        return signal == 0 ? .exited(status >> 8 & 0xFF) : .signalled(signal)
    }
}
