/// Where an animated file holds what a decoder must be given, one packet for each picture.
struct AnimationPackets {
    /// What the decoder must know beforehand (FFmpeg's `extradata`), in pieces.
    var setup: [Range<Int>] = []
    /// One for each picture, in order; each in pieces.
    var pictures: [[Range<Int>]] = []
    /// A GIF's global colour table; nil where it has none.
    var colorTable: Range<Int>?
    /// Where each picture of a GIF has its image descriptor.
    var descriptors: [Int] = []
}
