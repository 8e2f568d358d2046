internal import Libav

extension PictureFault {
    /// What a failed FFmpeg call means for a picture.
    init(_ error: LibavError, _ what: String, detail: String? = nil) {
        let reason = detail.map { "\($0) (\(error.text))" } ?? error.text
        self.init(error.isOutOfMemory ? .tooLarge(.pixels) : .damaged, "\(what): \(reason)")
    }

    /// A frame's buffer, or the fault that there is no memory for it.
    static func frame(_ width: Int, _ height: Int, _ format: PixelFormat) throws(PictureFault) -> Frame {
        do {
            return try Frame(width: width, height: height, format: format)
        } catch {
            throw PictureFault(error, "no memory for a picture of \(width) × \(height)")
        }
    }
}
