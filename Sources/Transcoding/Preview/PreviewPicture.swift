/// A drawn preview.
public struct PreviewPicture: Hashable, Sendable {
    /// The PNG file.
    public var png: [UInt8]
    /// In pixels.
    public var width: Int
    public var height: Int
    /// The frames that it shows, in rising order.
    public var frames: [PreviewFrame]
    /// What was done otherwise than asked or expected, in sentences.
    public var substitutions: [String]
    /// What is wrong with the input although it plays, in sentences.
    public var warnings: [String]

    /// The text by which the program tells its previews from other PNG files (`tEXt` with the keyword `Software`, PNG
    /// 3rd edition, 11.3.3.2).
    public static let software = "storymedia preview"
}
