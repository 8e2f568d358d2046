internal import CSandbox

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Confines this process, for good, to what it needs to turn hostile bytes into pixels.
///
/// Two layers of the kernel do this, and neither alone would suffice. Landlock checks names: which files the process
/// may open, make and remove, and whether it can reach other processes by signals and abstract sockets. seccomp checks
/// system calls: no sockets, no programs, no processes, no privileges, no data that becomes code. Limits bound
/// everything else. What is already open stays open.
public enum Sandbox {
    /// One layer of the confinement.
    package enum Layer: CaseIterable, Sendable {
        case limits, landlock, seccomp
    }

    /// Confines the calling process; there is no way back.
    ///
    /// Call it before starting other threads. Afterwards the process cannot load a library, because nothing new can
    /// become code. At the end this method makes the essential attempts of ``SelfTest`` and throws if one of them gets
    /// through.
    ///
    /// - Throws: ``SandboxError`` if a layer is unavailable. The process may then be partly confined, and must not
    ///   touch untrusted data.
    ///
    /// Corresponds to `landlock_restrict_self(2)`, `seccomp(2)`, `setrlimit(2)` and `prctl(2)`.
    public static func confine(_ rules: SandboxRules) throws(SandboxError) {
        try confine(rules, layers: Layer.allCases)
        let escapes = SelfTest(.essential, writable: rules.writable.first).run().filter { !$0.isHeld }
        guard escapes.isEmpty else { throw .notHeld(escapes.map(\.name)) }
    }

    /// Enforces only some layers, to show what each of them blocks.
    package static func confine(_ rules: SandboxRules, layers: [Layer]) throws(SandboxError) {
        let support = SandboxSupport.current
        if let shortfall = support.shortfall { throw .unsupported(shortfall) }
        let abi = Int32(support.landlockABI ?? 0)
        // Before version 8, Landlock confines the calling thread and those that it starts.
        if abi < 8 { try checkSingleThread() }

        // Read now, while it is possible, so that log times are local.
        tzset()
        // The limit on descriptors also counts those of the ruleset and of its places.
        let ruleset = layers.contains(.landlock) ? try Ruleset(rules, abi: abi) : nil
        try check(csandbox_no_new_privileges(), "prctl(PR_SET_NO_NEW_PRIVS)")
        try check(csandbox_hide_memory(), "prctl(PR_SET_DUMPABLE)")
        try check(csandbox_drop_capabilities(), "capset")
        if rules.diesWithParent { try check(csandbox_die_with_parent(), "prctl(PR_SET_PDEATHSIG)") }
        if layers.contains(.limits) { try enforce(rules.limits) }
        try ruleset?.enforce()
        if layers.contains(.seccomp) { try check(csandbox_seccomp_enforce(), "seccomp") }
    }

    private static func checkSingleThread() throws(SandboxError) {
        guard let count = threadCount else {
            throw .failed(call: "stat", path: "/proc/self/task", code: errno)
        }
        guard count == 1 else { throw .severalThreads(count: count) }
    }

    /// How many threads this process has; nil if the system does not say.
    static var threadCount: Int? {
        ChildProcess(getpid()).threadCount
    }

    private static func enforce(_ limits: ResourceLimits) throws(SandboxError) {
        let wanted: [(csandbox_limit, Int?)] = [
            (csandbox_limit_core, 0),
            (csandbox_limit_address_space, limits.addressSpaceBytes),
            (csandbox_limit_processor_time, limits.processorSeconds),
            (csandbox_limit_file_size, limits.fileBytes),
            (csandbox_limit_open_files, limits.openFiles),
        ]
        for case (let limit, let value?) in wanted {
            try check(csandbox_limit(limit, UInt64(clamping: value)), "setrlimit")
        }
    }

    static func check(_ result: Int32, _ call: String, _ path: String? = nil) throws(SandboxError) {
        if result < 0 { throw .failed(call: call, path: path, code: errno) }
    }
}
