/// A look and how much of it.
public struct AppliedLook: Hashable, Sendable, Codable {
    public var look: Look
    /// How much, from 0, which changes nothing, to 1.
    public var intensity: Double

    public init(_ look: Look, intensity: Double = 1) {
        self.look = look
        self.intensity = intensity
    }
}
