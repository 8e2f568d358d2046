/// What a confined process may still do beside computing and using what is open already.
public struct SandboxRules: Hashable, Sendable {
    /// Files and folders that may be read, with all below them. What is not there is passed over; a
    /// link counts for what it points to.
    public var readable: [String]
    /// Folders below which files and folders may be made, read, written, renamed and removed. Each has
    /// to be there and be no link.
    public var writable: [String]
    /// Files that may be opened for reading, writing and emptying. Each must exist and must not be a link.
    public var rewritable: [String]
    public var limits: ResourceLimits
    /// Whether the kernel kills the process when its parent ends.
    ///
    /// What counts is the *thread* that started the process (`PR_SET_PDEATHSIG`): not to be used
    /// where that may end before its process does.
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
