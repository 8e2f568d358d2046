/// How media are fitted to a canvas of another shape.
public enum Fit: String, Hashable, Sendable, Codable, CaseIterable {
    /// ``cover`` if that crops little, otherwise ``blur``.
    case auto
    /// Fills the canvas and crops what is outside it.
    case cover
    /// Shows the whole picture on black.
    case contain
    /// Shows the whole picture over an enlarged, blurred copy of itself.
    case blur
}
