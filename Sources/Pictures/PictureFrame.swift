public import Libav

/// One picture of a file, covering the file's whole canvas.
///
/// Frozen, so that other modules can move the frame out of it.
@frozen public struct PictureFrame: ~Copyable, Sendable {
    /// The samples, with their colorimetry.
    public var frame: Frame
    /// How long an animation shows the picture, in seconds; 0 for stills.
    public var duration: Double

    public init(frame: consuming Frame, duration: Double) {
        self.frame = frame
        self.duration = duration
    }

    /// Takes out the samples, without a copy.
    public consuming func takeFrame() -> Frame { frame }
}
