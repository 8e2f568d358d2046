public import Libav

/// One picture of a file, over the file's whole canvas.
///
/// Frozen, so that other modules may move the frame out of it.
@frozen public struct PictureFrame: ~Copyable, Sendable {
    /// The samples, with their colorimetry.
    public var frame: Frame
    /// Seconds for which an animation shows the picture; 0 for stills.
    public var duration: Double

    public init(frame: consuming Frame, duration: Double) {
        self.frame = frame
        self.duration = duration
    }

    /// The samples alone, without a copy.
    public consuming func takeFrame() -> Frame { frame }
}
