#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// How many files this process may have open at a time.
///
/// Corresponds to `RLIMIT_NOFILE` of `getrlimit(2)`.
public enum OpenFileLimit {
    /// Raises it as far as the system allows without asking: a shell gives 1,024, and each story that is being
    /// made may have some hundred files open in the process that waits for its worker.
    public static func raise() {
        guard var limit = limits, limit.rlim_cur < limit.rlim_max else { return }
        limit.rlim_cur = limit.rlim_max
        // Where it is refused, all is as it was.
        #if canImport(Glibc)
            unsafe _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        #else
            limit.rlim_cur = min(limit.rlim_cur, rlim_t(OPEN_MAX))
            unsafe _ = setrlimit(RLIMIT_NOFILE, &limit)
        #endif
    }

    /// The most that this process, or one that it starts, can have.
    package static var highest: Int { limits.map { Int(clamping: $0.rlim_max) } ?? Int.max }

    private static var limits: rlimit? {
        var limit = rlimit()
        #if canImport(Glibc)
            let result = unsafe getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        #else
            let result = unsafe getrlimit(RLIMIT_NOFILE, &limit)
        #endif
        return result == 0 ? limit : nil
    }
}
