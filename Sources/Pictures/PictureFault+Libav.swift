internal import Libav

extension PictureFault {
    /// Translates a failed FFmpeg call into a fault of the picture.
    init(_ error: LibavError, _ what: String) {
        self.init(
            error.isOutOfMemory ? .tooLarge(.pixels) : .damaged,
            error.isOutOfMemory ? "\(what): memory is short" : "\(what): its data are damaged")
    }

    /// Translates a failed FFmpeg call into a fault of a coded picture. Leaves out FFmpeg's own message, which means
    /// nothing to the people who sent the file.
    init(_ error: LibavError, decoding codec: PictureDecoder.Codec, _ what: String = "the picture") {
        if error.isOutOfMemory {
            self.init(.tooLarge(.pixels), "there is not enough memory for \(what)")
        } else if error.isUnsupported {
            self.init(
                .unsupported,
                "\(what) is in a variant of \(codec.formatName) that cannot be decoded here; export it as JPEG"
            )
        } else {
            self.init(
                .damaged, "\(what) cannot be decoded: its \(codec.formatName) data is damaged; send it again")
        }
    }

    /// Allocates a frame.
    ///
    /// - Throws: ``PictureFault`` if there is no memory for it.
    static func frame(_ width: Int, _ height: Int, _ format: PixelFormat) throws(PictureFault) -> Frame {
        do {
            return try Frame(width: width, height: height, format: format)
        } catch {
            throw PictureFault(error, "no memory for a picture of \(width) × \(height)")
        }
    }
}
