#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// The limit for the open files of this process.
///
/// Corresponds to `RLIMIT_NOFILE` of `getrlimit(2)`.
public enum OpenFileLimit {
    /// Raises the limit as far as the system allows without privileges. A shell sets 1,024, and a process may have some
    /// hundred files open for each story that one of its workers makes.
    public static func raise() {
        guard var limit = limits, limit.rlim_cur < limit.rlim_max else { return }
        limit.rlim_cur = limit.rlim_max
        // A refusal is harmless: the limit stays as it was.
        #if canImport(Glibc)
            unsafe _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        #else
            limit.rlim_cur = min(limit.rlim_cur, rlim_t(OPEN_MAX))
            unsafe _ = setrlimit(RLIMIT_NOFILE, &limit)
        #endif
    }

    /// The most open files that this process, or one that it starts, can have.
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
