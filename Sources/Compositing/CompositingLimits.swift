/// How much memory overlays may take.
enum CompositingLimits {
    /// Bytes of a compositor's moving stickers that are kept ready to be blended; what is beyond is
    /// decoded again as it is shown. A sticker of 324 pixels in square takes 0.28 MiB a picture.
    static let cachedBytes = 64 << 20

    /// How large a layer may be, as a multiple of the canvas's longer side, both ways: an overlay may
    /// begin and end outside the canvas, but memory is taken for all of it.
    static let layerSides = 2
}
