internal import CSandbox

#if canImport(Glibc)
    internal import Glibc
#else
    internal import Darwin
#endif

/// Confines this process, for good, to what it needs to turn hostile bytes into pixels.
///
/// Two layers of the kernel do it, and neither would alone. Landlock judges names: which files may be
/// opened, made and removed, and whether other processes can be reached by signals and abstract
/// sockets. seccomp judges calls: no sockets, no programs, no processes, no rights, no data that
/// becomes code. Limits keep the rest within bounds. What is open already stays open.
public enum Sandbox {
    /// A part of the confinement.
    package enum Layer: CaseIterable, Sendable {
        case limits, landlock, seccomp
    }

    /// Confines the calling process; there is no way back.
    ///
    /// To be called before there are other threads. Afterwards no library can be loaded, since nothing
    /// new can become code. The essential attempts of ``SelfTest`` are made at the end: what does not hold
    /// is an error, not a hope.
    ///
    /// - Throws: ``SandboxError`` where a part could not be had. The process may be confined in
    ///   part then, and must do nothing with what is not trusted.
    ///
    /// Corresponds to `landlock_restrict_self(2)`, `seccomp(2)`, `setrlimit(2)` and `prctl(2)`.
    public static func confine(_ rules: SandboxRules) throws(SandboxError) {
        try confine(rules, layers: Layer.allCases)
        let escapes = SelfTest(.essential, writable: rules.writable.first).run().filter { !$0.isHeld }
        guard escapes.isEmpty else { throw .notHeld(escapes.map(\.name)) }
    }

    /// Puts only some layers in force, to show what each of them holds.
    package static func confine(_ rules: SandboxRules, layers: [Layer]) throws(SandboxError) {
        let support = SandboxSupport.current
        if let shortfall = support.shortfall { throw .unsupported(shortfall) }
        let abi = Int32(support.landlockABI ?? 0)
        // Before version 8, Landlock confines the calling thread and those that it starts.
        if abi < 8 { try checkSingleThread() }

        // Read while it can be, so that times in the log are local ones.
        tzset()
        // The limit on descriptors counts those of the ruleset and of the places too.
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

    /// How many threads this process has; nil where the system does not say.
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
