/// Which process has read an output back before it got its name.
public enum OutputVerifier: String, Hashable, Sendable, Codable {
    /// Another one than that which made it, confined as that was.
    case confinedProcess
    /// Another one than that which made it. Neither was confined (`--containment lists`).
    case unconfinedProcess
    /// The one that made it.
    case sameProcess
}
