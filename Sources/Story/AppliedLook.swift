/// A look and its intensity.
public struct AppliedLook: Hashable, Sendable, Codable {
    public var look: Look
    /// The intensity: 0 changes nothing, 1 applies the look in full.
    public var intensity: Double

    public init(_ look: Look, intensity: Double = 1) {
        self.look = look
        self.intensity = intensity
    }
}
