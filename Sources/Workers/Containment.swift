/// What keeps an untrusted file from doing harm.
///
/// All layers are in force, unless a test of one layer asks for less, or a user whose machine lacks another one.
public struct Containment: Hashable, Sendable, Codable {
    /// Whether the worker confines itself as `docs/containment.md` describes.
    public var isConfined: Bool
    /// Whether FFmpeg opens only the formats and codecs that phones use.
    public var isListed: Bool

    public init(isConfined: Bool = true, isListed: Bool = true) {
        self.isConfined = isConfined
        self.isListed = isListed
    }
}
