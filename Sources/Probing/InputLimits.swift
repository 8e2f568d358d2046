/// How large the files may be that a story is made from, seen from outside: before any of them is read, to be
/// hashed or to be decoded.
public struct InputLimits: Hashable, Sendable {
    /// Bytes of one file. A phone writes 400 MB in a minute of 4K at 60 frames per second, so 20 minutes of it
    /// fit; a story shows a minute or two.
    public var fileBytes: Int64 = 8 << 30

    /// The limits described above.
    public init() {}
}
