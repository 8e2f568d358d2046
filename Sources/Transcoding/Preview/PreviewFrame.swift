/// One frame of a preview, exactly as an encoder would receive it.
public struct PreviewFrame: Hashable, Sendable, Codable {
    /// Counted from 0 at the slide's start.
    public var index: Int
    /// Seconds from the slide's start.
    public var time: Double
    /// SHA-256 of its samples in planar 4:2:0: all of luma, then Cb, then Cr, row by row without padding. The same as
    /// that of the frame in a file of `ffmpeg -f rawvideo -pix_fmt yuv420p`.
    public var sha256: String
}
