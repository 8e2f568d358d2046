public import Libav

/// The result of examining a picture file: the facts of its header, and what is wrong with the picture.
///
/// A JPEG is read to its end, which takes half the time of decoding. Of a PNG only the checksums are read, unless they
/// are wrong. All other formats are decoded in the same way as by ``PictureReader``, so both find the same. An
/// examination cannot find everything: in formats without checksums, some bits can change without a trace.
public struct PictureExamination: Hashable, Sendable {
    public let header: PictureHeader
    public let notes: [PictureNote]

    /// - Throws: ``PictureError`` as ``PictureHeader/init(path:limits:)`` does, and if less than half of the picture is
    ///   there.
    public init(_ file: MediaFile, limits: PictureLimits = .default) throws(PictureError) {
        do throws(PictureFault) {
            let file = try PictureFile(file, limits: limits)
            let header = try PictureHeader(file, limits: limits)
            self.header = header
            notes = try Self.notes(file, header)
        } catch {
            throw PictureError(error, path: file.name)
        }
    }

    private static func notes(
        _ file: PictureFile, _ header: PictureHeader
    ) throws(PictureFault) -> [PictureNote] {
        var notes = header.notes
        switch header.format {
        case .jpeg: notes += try JPEGFile(file, header).notes()
        case .png where header.isTruncated: notes += try PNGDecoder(file: file, header: header).decode().notes
        case .png: break
        case .apng, .gif, .webp, .heif, .avif:
            let source = try PictureReader.source(file, header, nil)
            while try source.next() != nil {}
            // These include the header's notes.
            notes = source.notes
        }
        if let profile = header.profile, !canConvert(profile) {
            notes.append(.profileIgnored(header.profileName))
        }
        return notes
    }

    private static func canConvert(_ profile: SourceProfile) -> Bool {
        do throws(PictureFault) {
            if case .inks = profile {
                _ = try InkConversion(profile, isInverted: false, care: .trial)
            } else {
                _ = try ScreenConversion(profile, care: .trial)
            }
            return true
        } catch {
            return false
        }
    }
}
