internal import Libav

/// Something that gives pictures in order.
protocol PictureSource: AnyObject {
    /// The next picture; nil after the last.
    func next() throws(PictureFault) -> PictureFrame?
    /// Goes back to before the first picture.
    func rewind() throws(PictureFault)
}

/// Something that decodes a file's only picture.
protocol StillDecoder {
    func decode() throws(PictureFault) -> Frame
}

/// One picture, decoded when it is asked for.
final class StillSource: PictureSource {
    private let decoder: any StillDecoder
    private var isAtEnd = false

    init(_ decoder: some StillDecoder) {
        self.decoder = decoder
    }

    func next() throws(PictureFault) -> PictureFrame? {
        if isAtEnd { return nil }
        isAtEnd = true
        return PictureFrame(frame: try decoder.decode(), duration: 0)
    }

    func rewind() {
        isAtEnd = false
    }
}
