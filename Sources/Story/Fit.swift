/// How media of one shape is shown on a canvas of another.
public enum Fit: String, Hashable, Sendable, Codable, CaseIterable {
    /// ``cover`` where that cuts off little, otherwise ``blur``.
    case auto
    /// Fills the canvas; what hangs over is cut off.
    case cover
    /// Shows everything; what stays free is black.
    case contain
    /// Shows everything over an enlarged, blurred copy of itself.
    case blur
}
