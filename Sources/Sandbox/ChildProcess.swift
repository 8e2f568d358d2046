#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// A child of this process that another object waits for at the end.
///
/// Checking whether it has ended does not disturb that object: the child's status stays available.
///
/// Corresponds to `waitid(2)` with `WNOWAIT`.
public struct ChildProcess: Sendable {
    private let number: pid_t

    /// - Parameter number: a child that this process has not waited for yet.
    public init(_ number: Int32) { self.number = number }

    /// Whether the child has ended, or is no longer a child because it was waited for.
    public var hasEnded: Bool {
        var information = unsafe siginfo_t()
        while unsafe waitid(P_PID, id_t(number), &information, WEXITED | WNOHANG | WNOWAIT) != 0 {
            if errno != EINTR { return true }
        }
        #if canImport(Glibc)
            // Zero if the child is still running (waitid.2).
            return unsafe information.si_signo != 0
        #else
            return unsafe information.si_pid != 0
        #endif
    }

    /// How many threads the child has; nil if the system does not say.
    ///
    /// Corresponds to the entries of `/proc/PID/task` (proc.5).
    public var threadCount: Int? {
        var status = stat()
        guard unsafe stat("/proc/\(number)/task", &status) == 0 else { return nil }
        // A folder for each thread, besides the two entries that every folder has.
        return Int(clamping: status.st_nlink) - 2
    }

    /// Waits for the child to end, for at most `patience`. Blocks.
    ///
    /// - Returns: whether it has ended.
    public func waitForEnd(_ patience: Duration) -> Bool {
        let begin = ContinuousClock.now
        while !hasEnded {
            let passed = ContinuousClock.now - begin
            if passed >= patience { return false }
            // An ordinary exit takes a few milliseconds, and a person who waits for a picture would notice longer
            // delays.
            usleep(passed < .milliseconds(30) ? 1000 : 10_000)
        }
        return true
    }
}
