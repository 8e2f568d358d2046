public import Libav

/// How a picture is stored, and how it is meant to be seen.
public struct PictureInfo: Hashable, Sendable, Codable {
    public enum HDR: String, Hashable, Sendable, Codable {
        case hlg, pq
    }

    public var codedWidth: Int
    public var codedHeight: Int
    /// The shape of a pixel, width to height.
    public var pixelAspect: Rational
    public var orientation: Orientation
    /// Whether the container's display matrix is all zeros, which players treat as the identity.
    public var hasDegenerateMatrix: Bool
    /// FFmpeg's pixel format name.
    public var pixelFormat: String?
    /// As signalled. Unspecified values stay unspecified; the plan decides what to assume.
    public var colorimetry: Colorimetry
    public var hdr: HDR?
    /// Such as `8.4`; nil without a Dolby Vision configuration.
    public var dolbyVisionProfile: String?
    public var isInterlaced: Bool
    /// Whether the picture has transparent parts, as far as its format tells.
    public var hasAlpha: Bool
    /// Measured from the packets; nil for photos.
    public var cadence: Cadence?
    /// How many seconds of coded pictures the track's first edit hides; 0 if none.
    public var editListOffset: Double
    public var hasEditList: Bool
    /// When the first picture is shown, in seconds on the container's clock; nil for photos and animations.
    public var start: Double?
    /// Seconds from ``start`` to the end of the last picture, measured; nil if unknown.
    public var duration: Double?
    /// Whether the file also holds a gain map, which makes the picture brighter on HDR screens (Ultra HDR, Apple, ISO
    /// 21496-1). The picture itself is SDR, and complete without it.
    public var hasGainMap = false
    /// How many times an animation plays, 0 for endlessly; nil for everything else.
    public var loopCount: Int?

    public init(
        codedWidth: Int, codedHeight: Int, pixelAspect: Rational = Rational(1, 1),
        orientation: Orientation = .identity, hasDegenerateMatrix: Bool = false,
        pixelFormat: String? = nil, colorimetry: Colorimetry = Colorimetry(), hdr: HDR? = nil,
        dolbyVisionProfile: String? = nil, isInterlaced: Bool = false, hasAlpha: Bool = false,
        cadence: Cadence? = nil, editListOffset: Double = 0, hasEditList: Bool = false
    ) {
        self.codedWidth = codedWidth
        self.codedHeight = codedHeight
        self.pixelAspect = pixelAspect
        self.orientation = orientation
        self.hasDegenerateMatrix = hasDegenerateMatrix
        self.pixelFormat = pixelFormat
        self.colorimetry = colorimetry
        self.hdr = hdr
        self.dolbyVisionProfile = dolbyVisionProfile
        self.isInterlaced = isInterlaced
        self.hasAlpha = hasAlpha
        self.cadence = cadence
        self.editListOffset = editListOffset
        self.hasEditList = hasEditList
    }

    /// Width of the picture when seen upright with square pixels, in pixels.
    public var displayWidth: Int { displaySize.width }
    /// Height of the picture when seen upright with square pixels, in pixels.
    public var displayHeight: Int { displaySize.height }

    private var displaySize: (width: Int, height: Int) {
        let aspect = pixelAspect.isKnown ? pixelAspect.value : 1
        let width = max(1, Int((Double(codedWidth) * aspect).rounded()))
        return orientation.swapsAxes ? (codedHeight, width) : (width, codedHeight)
    }
}
