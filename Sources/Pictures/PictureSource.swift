internal import Libav

/// A picture from a decoder.
struct DecodedPicture: ~Copyable {
    var frame: Frame
    /// What the decoder found wrong.
    var notes: [PictureNote] = []

    init(frame: consuming Frame, notes: [PictureNote] = []) {
        self.frame = frame
        self.notes = notes
    }

    /// Takes out the samples, without a copy.
    consuming func takeFrame() -> Frame { frame }
}

/// A source of pictures, in order.
protocol PictureSource: AnyObject {
    /// What the source has found wrong so far.
    var notes: [PictureNote] { get }
    /// The next picture; nil after the last.
    func next() throws(PictureFault) -> PictureFrame?
    /// Goes back to before the first picture.
    func rewind() throws(PictureFault)
}

/// A single picture, decoded on demand.
final class StillSource: PictureSource {
    private let decode: () throws(PictureFault) -> DecodedPicture
    private let finish: PictureFinish
    private var isAtEnd = false

    var notes: [PictureNote] { finish.notes }

    init(_ finish: PictureFinish, _ decode: @escaping () throws(PictureFault) -> DecodedPicture) {
        self.finish = finish
        self.decode = decode
    }

    func next() throws(PictureFault) -> PictureFrame? {
        if isAtEnd { return nil }
        isAtEnd = true
        return PictureFrame(frame: try finish.finish(try decode()), duration: 0)
    }

    func rewind() {
        isAtEnd = false
    }
}
