/// How much of the machine a confined process may use. What is nil stays as it is.
///
/// A limit is never raised, and cannot be raised again once it is in force. A process that dies leaves no
/// image of its memory, whatever the limits are.
///
/// Corresponds to `setrlimit(2)`.
public struct ResourceLimits: Hashable, Sendable {
    /// Of address space, whether it is used or only reserved, in bytes; more of it is refused (`ENOMEM`).
    ///
    /// Each thread of the C library's allocator may reserve 64 MiB before it uses any of it.
    public var addressSpaceBytes: Int?
    /// Of all threads together, in seconds; `SIGXCPU` ends the process then, and a second later `SIGKILL`.
    public var processorSeconds: Int?
    /// How long a file that it writes may become, in bytes; `SIGXFSZ` ends the process, or, where that is
    /// ignored, writing fails (`EFBIG`).
    public var fileBytes: Int?
    /// How many descriptors may be open at a time, those that are open already included (`EMFILE`).
    public var openFiles: Int?

    public init(
        addressSpaceBytes: Int? = nil, processorSeconds: Int? = nil, fileBytes: Int? = nil,
        openFiles: Int? = nil
    ) {
        self.addressSpaceBytes = addressSpaceBytes
        self.processorSeconds = processorSeconds
        self.fileBytes = fileBytes
        self.openFiles = openFiles
    }
}
