/// What keeps a file from outside from doing harm.
///
/// All of it is in force unless a test of one layer, or a user whose machine lacks the
/// other, asks for less.
public struct Containment: Hashable, Sendable, Codable {
    /// Whether the worker confines itself, as `docs/containment.md` describes.
    public var isConfined: Bool
    /// Whether FFmpeg opens only the formats and codecs of phones.
    public var isListed: Bool

    public init(isConfined: Bool = true, isListed: Bool = true) {
        self.isConfined = isConfined
        self.isListed = isListed
    }
}
