internal import Libav
internal import Pictures

/// A sticker's file.
final class StickerFile: StickerSource, @unchecked Sendable {
    // Sendable: read by one layer only, while that is made, and then under the lock of ``StickerStream``.
    private var reader: PictureReader

    /// Stickers of up to 16 megapixels: nearly four times the canvas's width, and 64 MiB when decoded.
    private static let limits = PictureLimits(
        maximumPixels: 4096 * 4096, maximumTotalPixels: 500_000_000)

    init(path: String) throws(LayerFailure) {
        do {
            reader = try PictureReader(path: path, wanting: .display, limits: Self.limits)
        } catch {
            throw .unreadable(error.description)
        }
    }

    func next() throws(LayerFailure) -> StickerPicture? {
        do {
            guard let picture = try reader.next() else { return nil }
            return StickerPicture(
                bitmap: Bitmap(picture.frame, orientation: reader.header.orientation),
                seconds: picture.duration)
        } catch {
            throw .unreadable(error.description)
        }
    }

    func rewind() throws(LayerFailure) {
        do {
            try reader.rewind()
        } catch {
            throw .unreadable(error.description)
        }
    }
}

extension Bitmap {
    /// A picture with straight alpha, turned upright and multiplied by its alpha.
    ///
    /// - Precondition: the frame is `rgba`.
    init(_ frame: borrowing Frame, orientation: Orientation) {
        precondition(frame.format == .rgba)
        let storedWidth = frame.width
        let storedHeight = frame.height
        let width = orientation.swapsAxes ? storedHeight : storedWidth
        let height = orientation.swapsAxes ? storedWidth : storedHeight
        var pixels: [UInt32] = Array(repeating: 0, count: width * height)
        frame.withPlane(0) { bytes, layout in
            var target = pixels.mutableSpan
            for y in 0..<height {
                for x in 0..<width {
                    let source =
                        orientation == .identity
                        ? (x: x, y: y)
                        : orientation.source(x: x, y: y, width: storedWidth, height: storedHeight)
                    let start = source.y * layout.stride + source.x * 4
                    let alpha = UInt32(bytes[start + 3])
                    let red = UInt32(bytes[start])
                    let green = UInt32(bytes[start + 1])
                    let blue = UInt32(bytes[start + 2])
                    target[y * width + x] =
                        (alpha << 24) | (dividedBy255(red &* alpha) << 16)
                        | (dividedBy255(green &* alpha) << 8) | dividedBy255(blue &* alpha)
                }
            }
        }
        self.init(width: width, height: height, pixels: pixels)
    }
}
