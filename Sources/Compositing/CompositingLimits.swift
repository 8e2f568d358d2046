/// Limits on the memory that overlays may take.
enum CompositingLimits {
    /// Bytes of a compositor's moving stickers that are kept ready for blending. Frames beyond this limit are decoded
    /// again when they are shown. A sticker of 324 by 324 pixels takes 0.28 MiB a frame.
    static let cachedBytes = 64 << 20

    /// The maximum width and height of a layer, as a multiple of the canvas's longer side. An overlay may begin and end
    /// outside the canvas, but the whole of it takes memory.
    static let layerSides = 2
}
