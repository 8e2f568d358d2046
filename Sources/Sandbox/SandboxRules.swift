/// What a confined process may still do besides computing and using what is already open.
public struct SandboxRules: Hashable, Sendable {
    /// Files and folders that the process may read, including everything below them. Paths that do not exist are
    /// skipped; a link stands for its target.
    public var readable: [String]
    /// Folders below which the process may make, read, write, rename and remove files and folders. Each must exist and
    /// must not be a link.
    public var writable: [String]
    /// Files that the process may open for reading, writing and emptying. Each must exist and must not be a link.
    public var rewritable: [String]
    public var limits: ResourceLimits
    /// Whether the kernel kills the process when its parent ends.
    ///
    /// The *thread* that started the process counts as its parent (`PR_SET_PDEATHSIG`): do not use this if that thread
    /// may end before the process.
    public var diesWithParent: Bool

    public init(
        readable: [String] = [], writable: [String] = [], rewritable: [String] = [],
        limits: ResourceLimits = ResourceLimits(), diesWithParent: Bool = false
    ) {
        self.readable = readable
        self.writable = writable
        self.rewritable = rewritable
        self.limits = limits
        self.diesWithParent = diesWithParent
    }
}
