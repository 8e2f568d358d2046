public import Libav

/// What a look at a picture file finds: the facts of its header, and what of the picture is not as it should be.
///
/// A JPEG's data are read to their end for that, which takes half the time of decoding; of a PNG only the
/// checksums, unless they are wrong. All others are decoded, by what ``PictureReader`` decodes them with, so that
/// both find the same. What cannot be told from a picture stays unsaid: formats without checksums have bits of
/// which any other value would do as well.
public struct PictureExamination: Hashable, Sendable {
    public let header: PictureHeader
    public let notes: [PictureNote]

    /// - Throws: ``PictureError`` as ``PictureHeader/init(path:limits:)``, and where less than half of the
    ///   picture is there.
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
            // Those of the header are among them.
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
