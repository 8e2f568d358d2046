/// Where an animated file holds the decoder's input, one packet for each picture.
struct AnimationPackets {
    /// The decoder's setup (FFmpeg's `extradata`), in pieces.
    var setup: [Range<Int>] = []
    /// The packets, one for each picture, in order; each in pieces.
    var pictures: [[Range<Int>]] = []
    /// A GIF's global colour table; nil if it has none.
    var colorTable: Range<Int>?
    /// Where each picture's image descriptor lies in a GIF.
    var descriptors: [Int] = []
}
