internal import Libav

/// A video sticker with transparency: VP8 or VP9 in WebM.
final class VideoSticker: StickerSource, @unchecked Sendable {
    // Sendable: only one layer reads it: at first while that layer is made, then under the lock of ``StickerStream``.
    private let path: String
    private var reader: AlphaVideoDecoder
    /// The picture after the last returned one. Its start time tells how long the returned one is shown.
    private var ahead: AlphaVideoDecoder.Picture?
    private var pixels = 0

    /// Twice the pixels of a 15-second video as large as the canvas.
    private static let maximumPixels = 2_000_000_000

    /// Whether the file's first bytes are those of WebM or Matroska: the ID of the EBML header, RFC 8794, section
    /// 11.2.1.
    static func isMatroska(_ path: String) -> Bool {
        guard let bytes = try? MediaFile(path).bytes(at: 0, count: 4) else { return false }
        return bytes == [0x1a, 0x45, 0xdf, 0xa3]
    }

    init(path: String) throws(LayerFailure) {
        self.path = path
        reader = try AlphaVideoDecoder.open(path)
        ahead = try reader.next()
    }

    func next() throws(LayerFailure) -> StickerPicture? {
        guard let picture = ahead else { return nil }
        pixels += picture.bitmap.pixels.count
        guard pixels <= Self.maximumPixels else {
            throw .unusable(
                "the video has more than \(Self.maximumPixels) pixels in all; make it smaller or shorter")
        }
        ahead = try reader.next()
        let seconds = ahead.map { $0.start - picture.start } ?? picture.seconds
        return StickerPicture(bitmap: picture.bitmap, seconds: seconds)
    }

    func rewind() throws(LayerFailure) {
        // Not every such video has an index to seek by.
        reader = try AlphaVideoDecoder.open(path)
        pixels = 0
        ahead = try reader.next()
    }
}
