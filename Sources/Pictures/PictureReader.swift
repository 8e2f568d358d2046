/// Reads the pictures of one file, a still or an animation, in order.
///
/// The reader loads the whole file and checks its header against the limits before a decoder sees it. It does not apply
/// the orientation that the header reports.
///
/// Belongs to the task that opened it; decoding blocks its thread.
public struct PictureReader: ~Copyable, @unchecked Sendable {
    // Sendable: the source is reachable only through this value, which has one owner, and none of its decoders is bound
    // to a thread.

    /// The use of the pictures.
    public enum Purpose: Sendable {
        /// To lay over something: always 8-bit RGBA with straight alpha, in sRGB.
        case display
        /// To become the story's picture: the format closest to the stored one.
        ///
        /// JPEG, HEIC and AVIF give planar YCbCr with the stored chroma resolution (or a finer one, if a crop would
        /// halve chroma samples); HEIC and AVIF have 8, 10 or 12 bits. Everything else gives RGB, or RGBA if there may
        /// be transparency: pictures stored otherwise (RGB, CMYK, with alpha, in colours that a profile describes),
        /// JPEGs that are small or whose chroma samples extend beyond the picture, and all other formats. Primaries and
        /// transfer function are as stored, see the frame's `colorimetry`, or sRGB's if they have no code point in
        /// H.273.
        case native
    }

    /// The facts known before decoding.
    public let header: PictureHeader
    private let path: String
    private let source: any PictureSource

    /// Opens a file.
    ///
    /// - Throws: ``PictureError`` if the file cannot be read, is not a picture, has a damaged header, or exceeds a
    ///   limit.
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
    /// - Throws: ``PictureError`` if the picture is damaged.
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

    /// What is wrong with the pictures read so far, such as missing parts. For a HEIC read as ``Purpose/native``,
    /// ``PictureExamination`` may find more.
    public var notes: [PictureNote] { source.notes }

    private static func open(
        _ path: String, _ purpose: Purpose, _ limits: PictureLimits
    ) throws(PictureFault) -> (PictureHeader, any PictureSource) {
        let file = try PictureFile(path, limits: limits)
        let header = try PictureHeader(file, limits: limits)
        return (header, try source(file, header, purpose))
    }

    /// - Parameter purpose: nil if the pictures are decoded only for the notes.
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
