/// How much of the machine's resources one worker may use.
///
/// The operating system enforces these limits, whatever a file's headers promised. Each is far above what any camera's
/// file needs, and far below what would harm other processes.
public struct WorkLimits: Hashable, Sendable {
    /// Bytes of address space, whether used or only reserved.
    public var memoryBytes = 4 << 30
    /// Seconds of all processors together.
    public var processorSeconds = 900
    /// Seconds of wall-clock time. A short story may be given less.
    public var seconds = 3_600
    /// Bytes of one output file.
    public var fileBytes = 512 << 20
    /// Files that are open at a time: the 180 that a story may use, a video and a cover for each of 100 slides, and
    /// those of the process itself.
    public var openFiles = 512

    /// The limits described above.
    public init() {}
}
