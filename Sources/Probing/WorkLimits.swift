/// How much of the machine the work on one upload may take.
///
/// The system ends or refuses what goes beyond, whatever a file's headers promised. Each figure is far
/// above what any camera's file needs, and far below what would harm others.
public struct WorkLimits: Hashable, Sendable {
    /// Bytes of address space, whether used or only reserved.
    public var memoryBytes = 4 << 30
    /// Seconds of all processors together.
    public var processorSeconds = 900
    /// Seconds by the clock on the wall. A story that is short may take less.
    public var seconds = 3_600
    /// Bytes of one file that is written.
    public var fileBytes = 512 << 20
    /// Files that are open at a time: the 180 that a story may use, a video and a cover for each of 100 slides,
    /// and what the process itself needs.
    public var openFiles = 512

    /// The limits described above.
    public init() {}
}
