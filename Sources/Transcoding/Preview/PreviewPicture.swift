/// A drawn preview.
public struct PreviewPicture: Hashable, Sendable {
    /// The PNG file.
    public var png: [UInt8]
    /// In pixels.
    public var width: Int
    public var height: Int
    /// The frames that are seen in it, rising.
    public var frames: [PreviewFrame]
    /// What was done otherwise than asked or expected, in sentences.
    public var substitutions: [String]
    /// What was wrong with the input though it plays, in sentences.
    public var warnings: [String]

    /// The text that tells the program's previews from other PNG files (`tEXt` with the keyword `Software`,
    /// PNG 3rd edition, 11.3.3.2).
    public static let software = "storymedia preview"
}
