#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A child of this process that another object waits for in the end.
///
/// Looking whether it has ended takes nothing from the object that waits: the child's status stays.
///
/// Corresponds to `waitid(2)` with `WNOWAIT`.
public struct ChildProcess: Sendable {
    private let number: pid_t

    /// - Parameter number: of a child that this process has not waited for yet.
    public init(_ number: Int32) { self.number = number }

    /// Whether it has ended, or is no child any more because it was waited for.
    public var hasEnded: Bool {
        var information = unsafe siginfo_t()
        while unsafe waitid(P_PID, id_t(number), &information, WEXITED | WNOHANG | WNOWAIT) != 0 {
            if errno != EINTR { return true }
        }
        #if canImport(Glibc)
            // Zero where the child is still running (waitid.2).
            return unsafe information.si_signo != 0
        #else
            return unsafe information.si_pid != 0
        #endif
    }

    /// How many threads it has; nil where the system does not say.
    ///
    /// Corresponds to the entries of `/proc/PID/task` (proc.5).
    public var threadCount: Int? {
        var status = stat()
        guard unsafe stat("/proc/\(number)/task", &status) == 0 else { return nil }
        // A folder for each thread, beside the two entries that every folder has.
        return Int(clamping: status.st_nlink) - 2
    }

    /// Waits until it has ended, for as long as `patience`. Blocks.
    ///
    /// - Returns: whether it has ended.
    public func waitForEnd(_ patience: Duration) -> Bool {
        let begin = ContinuousClock.now
        while !hasEnded {
            let passed = ContinuousClock.now - begin
            if passed >= patience { return false }
            // An ordinary end takes a few milliseconds, which a person who waits for a picture notices.
            usleep(passed < .milliseconds(30) ? 1000 : 10_000)
        }
        return true
    }
}
