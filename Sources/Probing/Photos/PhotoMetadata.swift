internal import Containers

/// What a photo's file says beside the picture itself, which `PictureHeader` describes.
package struct PhotoMetadata {
    /// Whether there is a map that makes the picture brighter on HDR screens.
    var hasGainMap = false
    /// Where the film of a motion photo starts, in bytes from the start of the file.
    var motionOffset: Int64?
    /// What ties a Live Photo's still to its film.
    var contentIdentifier: String?
    /// What is odd but does no harm, in sentences.
    var warnings: [String] = []

    /// Takes what EXIF says; damaged EXIF is ignored, with a warning, as every viewer does.
    mutating func apply(exif tiff: [UInt8]) {
        do throws(HeaderError) {
            contentIdentifier = try EXIF(tiff).contentIdentifier
        } catch {
            warnings.append("The EXIF data are damaged and were ignored; the photo may be turned wrongly.")
        }
    }

    /// Looks for the film that the camera put into the same file.
    mutating func findFilm(_ source: ByteSource, xmp: XMPPacket?) throws(HeaderError) {
        motionOffset = try MotionPhoto.offset(source, xmp: xmp)
        if motionOffset == nil, xmp.flatMap(MotionPhoto.distanceFromEnd) != nil {
            warnings.append("The photo says that it has a moving part, but the file has no such part.")
        }
    }
}
