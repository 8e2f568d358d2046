internal import Containers

/// A photo file's metadata apart from the picture itself, which `PictureHeader` describes.
package struct PhotoMetadata {
    /// Whether the file holds a gain map, which makes the picture brighter on HDR screens.
    var hasGainMap = false
    /// Where the video of a motion photo starts, in bytes from the start of the file.
    var motionOffset: Int64?
    /// The identifier that a Live Photo's still shares with its video.
    var contentIdentifier: String?
    /// Harmless oddities, one sentence each.
    var warnings: [String] = []

    /// Reads EXIF. Ignores damaged EXIF with a warning, because every viewer ignores it.
    mutating func apply(exif tiff: [UInt8]) {
        do throws(HeaderError) {
            contentIdentifier = try EXIF(tiff).contentIdentifier
        } catch {
            warnings.append("The EXIF data are damaged and were ignored; the photo may be turned wrongly.")
        }
    }

    /// Looks for a video that the camera put into the same file.
    mutating func findFilm(_ source: ByteSource, xmp: XMPPacket?) throws(HeaderError) {
        motionOffset = try MotionPhoto.offset(source, xmp: xmp)
        if motionOffset == nil, xmp.flatMap(MotionPhoto.distanceFromEnd) != nil {
            warnings.append("The photo says that it has a moving part, but the file has no such part.")
        }
    }
}
