/// How much of the machine a confined process may use. Values that are nil stay as they are.
///
/// A limit can only be lowered, and never raised again once it is in force. Whatever the limits are, a process that
/// crashes leaves no image of its memory.
///
/// Corresponds to `setrlimit(2)`.
public struct ResourceLimits: Hashable, Sendable {
    /// Address space, used or only reserved, in bytes; requests for more fail (`ENOMEM`).
    ///
    /// The C library's allocator may reserve 64 MiB for each thread before using any of it.
    public var addressSpaceBytes: Int?
    /// Processor time of all threads together, in seconds; at the limit `SIGXCPU` ends the process, and a second later
    /// `SIGKILL`.
    public var processorSeconds: Int?
    /// How long a file that the process writes may become, in bytes. At the limit `SIGXFSZ` ends the process or, if the
    /// signal is ignored, writing fails (`EFBIG`).
    public var fileBytes: Int?
    /// How many descriptors may be open at a time, including those that are already open (`EMFILE`).
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
