/// How much a picture may demand before it is refused.
///
/// Checked against the file's header, before a decoder sees the file or memory is allocated for pixels.
public struct PictureLimits: Hashable, Sendable {
    /// Width times height of one picture. 50 million covers phone cameras with 48 and 50 megapixels.
    public var maximumPixels: Int
    /// Pictures in an animation.
    public var maximumFrames: Int
    /// Width times height times the number of pictures in an animation.
    public var maximumTotalPixels: Int
    /// The file's size in bytes; files are read whole.
    public var maximumBytes: Int
    /// Tiles in one picture: 200 megapixels in tiles of 512 × 512 need 800.
    public var maximumTiles: Int

    public init(
        maximumPixels: Int = 50_000_000, maximumFrames: Int = 1000,
        maximumTotalPixels: Int = 2_000_000_000, maximumBytes: Int = 200_000_000, maximumTiles: Int = 1024
    ) {
        self.maximumPixels = maximumPixels
        self.maximumFrames = maximumFrames
        self.maximumTotalPixels = maximumTotalPixels
        self.maximumBytes = maximumBytes
        self.maximumTiles = maximumTiles
    }

    public static let `default` = PictureLimits()

    /// Throws if a picture with these facts demands too much.
    package func check(_ header: PictureHeader) throws(PictureFault) {
        let (pixels, overflow) = header.width.multipliedReportingOverflow(by: header.height)
        guard !overflow, pixels <= maximumPixels else {
            throw PictureFault(
                .tooLarge(.pixels),
                """
                the picture has \(header.width) × \(header.height) pixels, more than \
                \(maximumPixels / 1_000_000) million; make it smaller
                """)
        }
        guard header.tileCount <= maximumTiles else {
            throw PictureFault(
                .tooLarge(.tiles), "the picture has \(header.tileCount) tiles, more than \(maximumTiles)")
        }
        guard let frames = header.frameCount, frames > 1 else { return }
        guard frames <= maximumFrames else {
            throw PictureFault(
                .tooLarge(.frames),
                "the animation has \(frames) pictures, more than \(maximumFrames); shorten it")
        }
        guard pixels <= maximumTotalPixels / frames else {
            throw PictureFault(
                .tooLarge(.totalPixels),
                """
                the animation has \(frames) pictures of \(header.width) × \(header.height), more than \
                \(maximumTotalPixels / 1_000_000) million pixels in all; make it smaller or shorter
                """)
        }
    }
}
