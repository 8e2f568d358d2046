/// Reads the pictures of one file, a still or an animation, in order.
///
/// The file is read whole and its header checked against the limits before a decoder sees it. The
/// orientation that the header reports is not applied.
///
/// Belongs to the task that opened it; decoding blocks its thread.
public struct PictureReader: ~Copyable, @unchecked Sendable {
    // Sendable: the source is reachable through this value only, which has one owner, and no decoder
    // in it is bound to a thread.

    /// What the pictures are for.
    public enum Purpose: Sendable {
        /// To be laid over something: always 8-bit RGBA with straight alpha, in sRGB.
        case display
        /// To become the story's picture: the format nearest to what is stored.
        ///
        /// JPEG, HEIC and AVIF: planar YCbCr with the stored chroma resolution (or a finer one, where a part is
        /// cut off that would need halves of chroma samples) and, in HEIC and AVIF, 8, 10 or 12 bits; what is
        /// stored otherwise (RGB, CMYK, with alpha, in colours that a profile describes), JPEGs that are small or
        /// whose chroma samples reach beyond the picture, and all other formats: RGB, or RGBA where there may be
        /// transparency. Primaries and transfer function are as stored, see the frame's `colorimetry`, or sRGB's
        /// where they have no code point in H.273.
        case native
    }

    /// The facts that were known before decoding.
    public let header: PictureHeader
    private let path: String
    private let source: any PictureSource

    /// Opens a file.
    ///
    /// - Throws: ``PictureError`` where the file cannot be read, is not a picture, is damaged where its
    ///   header lies, or exceeds a limit.
    public init(
        path: String, wanting purpose: Purpose = .display, limits: PictureLimits = .default
    ) throws(PictureError) {
        let opened: (header: PictureHeader, source: any PictureSource)
        do throws(PictureFault) {
            opened = try Self.open(path, purpose, limits)
        } catch {
            throw PictureError(error, path: path)
        }
        header = opened.header
        source = opened.source
        self.path = path
    }

    /// The next picture; nil after the last.
    ///
    /// - Throws: ``PictureError`` where the picture is damaged.
    public mutating func next() throws(PictureError) -> PictureFrame? {
        do throws(PictureFault) {
            return try source.next()
        } catch {
            throw PictureError(error, path: path)
        }
    }

    /// Goes back to before the first picture.
    public mutating func rewind() throws(PictureError) {
        do throws(PictureFault) {
            try source.rewind()
        } catch {
            throw PictureError(error, path: path)
        }
    }

    /// What is odd about the pictures read so far, such as that parts of them are missing. Of a HEIC that is read
    /// natively ``PictureExamination`` may find more.
    public var notes: [PictureNote] { source.notes }

    private static func open(
        _ path: String, _ purpose: Purpose, _ limits: PictureLimits
    ) throws(PictureFault) -> (PictureHeader, any PictureSource) {
        let file = try PictureFile(path, limits: limits)
        let header = try PictureHeader(file, limits: limits)
        return (header, try source(file, header, purpose))
    }

    /// - Parameter purpose: nil where the pictures are decoded for the notes alone.
    static func source(
        _ file: PictureFile, _ header: PictureHeader, _ purpose: Purpose?
    ) throws(PictureFault) -> any PictureSource {
        let finish = PictureFinish(header, purpose)
        switch header.format {
        case .jpeg:
            return StillSource(finish) { () throws(PictureFault) in
                try JPEGDecoder(file: file, header: header).decode()
            }
        case .png:
            return StillSource(finish) { () throws(PictureFault) in
                try PNGDecoder(file: file, header: header).decode()
            }
        case .heif, .avif: return try heif(file, finish, isCareful: purpose != .native)
        case .webp where header.frameCount == 1 && !WebPAnimation.isAnimation(file):
            return StillSource(finish) { () throws(PictureFault) in
                try WebPDecoder(file: file, header: header).decode()
            }
        case .webp: return try WebPAnimation(file: file, header: header, finish: finish)
        case .gif, .apng: return try PacketAnimation(file: file, header: header, finish: finish)
        }
    }

    private static func heif(
        _ file: PictureFile, _ finish: PictureFinish, isCareful: Bool
    ) throws(PictureFault) -> any PictureSource {
        let header = try HEIFHeader(file.source)
        switch header.content {
        case .still:
            return StillSource(finish) { () throws(PictureFault) in
                try HEIFDecoder(file: file, header: header, isCareful: isCareful).decode()
            }
        case .moving(let picture, let alpha):
            return try HEIFAnimation(
                file: file, header: header, picture: picture, alpha: alpha, finish: finish)
        }
    }
}
