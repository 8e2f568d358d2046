/// Which process has read an output back before the output was published.
public enum OutputVerifier: String, Hashable, Sendable, Codable {
    /// Another process than the one that made it, and just as confined.
    case confinedProcess
    /// Another process than the one that made it. Neither was confined (`--containment lists`).
    case unconfinedProcess
    /// The process that made it.
    case sameProcess
}
