internal import Libav

/// What the header of a still or animated picture says, whatever its format.
struct PictureHeader {
    /// The format's name in ``MediaInfo/container``.
    var container: String
    /// Size as stored, in pixels.
    var width: Int
    var height: Int
    var orientation: Orientation = .identity
    var hasAlpha = false
    var colorimetry = Colorimetry()
    var hasGainMap = false
    /// Seconds that each picture of an animation is shown; empty for a still.
    var delays: [Double] = []
    /// How often an animation runs, 0 for ever; nil for a still.
    var loopCount: Int?
    /// Where an MP4 starts inside the file, in bytes.
    var motionOffset: Int64?
    /// What ties a Live Photo's still to its movie.
    var contentIdentifier: String?
    /// What is odd but does no harm, in sentences.
    var warnings: [String] = []

    init(container: String, width: Int, height: Int) {
        self.container = container
        self.width = width
        self.height = height
    }

    /// Takes the delay of an animation's next picture.
    ///
    /// Chromium and WebKit raise delays of up to 10 ms to 100 ms, because old encoders wrote 0 and
    /// 1 without meaning it.
    mutating func append(delay seconds: Double) {
        delays.append(seconds <= 0.01 ? 0.1 : seconds)
    }

    /// Takes what EXIF says; damaged EXIF is ignored, with a warning, as every viewer does.
    ///
    /// - Parameter appliesOrientation: false for HEIF, whose own properties turn the picture and
    ///   whose EXIF orientation only tells (ISO/IEC 23008-12, 6.5.10 and A.2.4).
    mutating func apply(exif tiff: [UInt8], appliesOrientation: Bool = true) {
        do throws(HeaderError) {
            let exif = try ExifHeader(tiff)
            if appliesOrientation, let orientation = exif.orientation { self.orientation = orientation }
            contentIdentifier = exif.contentIdentifier
        } catch {
            warnings.append("The EXIF data are damaged and were ignored; the picture may be turned wrongly.")
        }
    }

    /// Holds the size against the limits.
    ///
    /// - Throws: ``HeaderError`` of kind `limitExceeded`, or `malformed` for an empty picture.
    func check(_ limits: Limits) throws(HeaderError) {
        guard width > 0, height > 0 else {
            throw HeaderError(.malformed, "The picture's size is \(width)×\(height).")
        }
        let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
        guard !overflow, pixels <= limits.photoPixels else {
            throw HeaderError(
                .limitExceeded,
                "The picture has \(width)×\(height) pixels; the limit is \(limits.photoPixels / 1_000_000)"
                    + " megapixels. Send a smaller version.")
        }
        guard delays.count <= limits.animationFrames else {
            throw HeaderError(
                .limitExceeded,
                "The animation has more than \(limits.animationFrames) pictures. Send it as a video.")
        }
        guard delays.count <= 1 || pixels * delays.count <= limits.animationPixels else {
            throw HeaderError(
                .limitExceeded,
                "The animation has \(delays.count) pictures of \(width)×\(height); the limit is"
                    + " \(limits.animationPixels / 1_000_000) megapixels in all. Send it as a video.")
        }
    }
}
