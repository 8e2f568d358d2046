/// How large a story's input files may be. Checked before a file is read for hashing or decoding.
public struct InputLimits: Hashable, Sendable {
    /// Bytes of one file. A phone writes 400 MB per minute of 4K at 60 frames per second, so 20 minutes fit; a story
    /// shows a minute or two.
    public var fileBytes: Int64 = 8 << 30

    /// The limits described above.
    public init() {}
}
