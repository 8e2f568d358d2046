internal import Libav
internal import Pictures

/// A sticker's file.
final class StickerFile: StickerSource, @unchecked Sendable {
    // Sendable: only one layer reads it: at first while that layer is made, then under the lock of ``StickerStream``.
    private var reader: PictureReader
    private let path: String

    /// Up to 16 megapixels: nearly four times the canvas's width, and 64 MiB when decoded.
    private static let limits = PictureLimits(
        maximumPixels: 4096 * 4096, maximumTotalPixels: 500_000_000)

    init(path: String) throws(LayerFailure) {
        do {
            reader = try PictureReader(path: path, wanting: .display, limits: Self.limits)
        } catch {
            throw LayerFailure(error)
        }
        self.path = path
    }

    /// - Throws: ``LayerFailure`` even if the picture is only damaged. A sticker is small and lies over other pictures,
    ///   so a grey patch would seem to belong to it.
    func next() throws(LayerFailure) -> StickerPicture? {
        guard let picture = try read() else { return nil }
        if let loss = reader.notes.first(where: \.isLoss) { throw .unusable("\(path): \(loss)") }
        return StickerPicture(
            bitmap: Bitmap(picture.frame, orientation: reader.header.orientation),
            seconds: picture.duration)
    }

    private func read() throws(LayerFailure) -> PictureFrame? {
        do {
            return try reader.next()
        } catch {
            throw LayerFailure(error)
        }
    }

    func rewind() throws(LayerFailure) {
        do {
            try reader.rewind()
        } catch {
            throw LayerFailure(error)
        }
    }
}

extension LayerFailure {
    fileprivate init(_ error: PictureError) {
        self = error.code == .unreadable ? .unreadable(error.description) : .unusable(error.description)
    }
}

extension Bitmap {
    /// A picture from straight alpha, turned upright and premultiplied.
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
            for y in 0..<storedHeight where orientation == .identity {
                let line = bytes.extracting((y * layout.stride)..<(y * layout.stride + 4 * width))
                for x in 0..<width { target[y * width + x] = premultiplied(line, at: 4 * x) }
            }
            for y in 0..<height where orientation != .identity {
                for x in 0..<width {
                    let (column, row) = orientation.source(
                        x: x, y: y, width: storedWidth, height: storedHeight)
                    target[y * width + x] = premultiplied(bytes, at: row * layout.stride + 4 * column)
                }
            }
        }
        self.init(width: width, height: height, pixels: pixels)
    }
}

/// The premultiplied pixel whose red sample is at `index`.
@inline(__always)
private func premultiplied(_ bytes: Span<UInt8>, at index: Int) -> UInt32 {
    let alpha = UInt32(bytes[index + 3])
    // Most pixels of a sticker are either transparent or opaque.
    if alpha == 0 { return 0 }
    let red = UInt32(bytes[index])
    let green = UInt32(bytes[index + 1])
    let blue = UInt32(bytes[index + 2])
    if alpha == 255 { return 0xff00_0000 | (red << 16) | (green << 8) | blue }
    return (alpha << 24) | (dividedBy255(red &* alpha) << 16) | (dividedBy255(green &* alpha) << 8)
        | dividedBy255(blue &* alpha)
}
