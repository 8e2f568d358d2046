internal import Containers
public import Libav

/// The facts in a picture file's header.
public struct PictureHeader: Hashable, Sendable {
    public let format: PictureFormat
    /// Width in pixels, as stored: before ``orientation`` is applied.
    public let width: Int
    /// Height in pixels, as stored.
    public let height: Int
    /// How many pictures the file has: 1 for a still, nil if only decoding can tell.
    public let frameCount: Int?
    /// How often an animation plays; 0 = for ever. 1 for stills.
    public let loopCount: Int
    /// Whether parts of the picture may be transparent.
    public let hasAlpha: Bool
    /// How the stored picture must be turned to be seen upright.
    public let orientation: Orientation
    /// The meaning of the stored samples; unspecified if the file does not say and its format has no default.
    public internal(set) var colorimetry: Colorimetry
    /// The embedded ICC profile's own name, such as `Display P3`; nil if the profile has no name.
    public let profileName: String?
    /// How long each picture of an animation is shown, in seconds; empty for stills.
    ///
    /// Delays of 10 ms and less count as 100 ms, as in all browsers: old GIFs say 0 and mean 100.
    public let durations: [Double]
    /// How many tiles the picture or its alpha plane consists of; 0 if it is in one piece.
    public let tileCount: Int
    /// Whether a JPEG, PNG or GIF ends too early, or a checksum of a PNG is wrong, although part of it can be shown.
    ///
    /// Missing parts of a still are grey; an incomplete picture of an animation is left out. ``PictureExamination``
    /// tells how much is missing.
    public let isTruncated: Bool
    /// Whether samples have more than 8 bits.
    let isDeep: Bool
    /// How to convert the stored colours to sRGB, if ``colorimetry`` cannot describe them.
    let profile: SourceProfile?
    /// Oddities that the header alone reveals.
    let notes: [PictureNote]

    /// Whether there is more than one picture to show.
    public var isAnimated: Bool { (frameCount ?? 1) > 1 }

    /// Width in pixels of the upright picture.
    public var uprightWidth: Int { orientation.swapsAxes ? height : width }
    /// Height in pixels of the upright picture.
    public var uprightHeight: Int { orientation.swapsAxes ? width : height }

    init(
        format: PictureFormat, width: Int, height: Int, frameCount: Int? = 1, loopCount: Int = 1,
        hasAlpha: Bool = false, orientation: Orientation = .identity, colorimetry: Colorimetry,
        profileName: String? = nil, durations: [Double] = [], tileCount: Int = 0,
        isTruncated: Bool = false, isDeep: Bool = false, profile: SourceProfile? = nil,
        notes: [PictureNote] = []
    ) {
        self.format = format
        self.width = width
        self.height = height
        self.frameCount = frameCount
        self.loopCount = loopCount
        self.hasAlpha = hasAlpha
        self.orientation = orientation
        self.colorimetry = colorimetry
        self.profileName = profileName
        self.durations = durations
        self.tileCount = tileCount
        self.isTruncated = isTruncated
        self.isDeep = isDeep
        self.profile = profile
        self.notes = notes
    }

    /// Reads the header of a picture file, without decoding anything.
    ///
    /// - Throws: ``PictureError`` if the file cannot be read, is not a picture, has a damaged header, or exceeds a
    ///   limit.
    public init(path: String, limits: PictureLimits = .default) throws(PictureError) {
        do {
            self = try PictureHeader(PictureFile(path, limits: limits), limits: limits)
        } catch {
            throw PictureError(error, path: path)
        }
    }

    /// Reads the header of an open picture file.
    ///
    /// - Throws: ``PictureError`` as ``init(path:limits:)``.
    public init(_ file: MediaFile, limits: PictureLimits = .default) throws(PictureError) {
        do {
            self = try PictureHeader(PictureFile(file, limits: limits), limits: limits)
        } catch {
            throw PictureError(error, path: file.name)
        }
    }

    init(_ file: PictureFile, limits: PictureLimits) throws(PictureFault) {
        let header = try file.withBytes { (bytes) throws(PictureFault) in
            try PictureHeader(bytes, file.source)
        }
        try limits.check(header)
        switch header.format {
        case .heif, .avif:
            self = try HEIFHeader(file.source).completed(from: file)
        default:
            self = header
        }
    }

    /// Parses a whole file.
    ///
    /// - Parameter source: the same bytes.
    init(_ bytes: Span<UInt8>, _ source: ByteSource) throws(PictureFault) {
        switch PictureFormat.sniff(bytes) {
        case .jpeg: self = try JPEGHeader(source).summary
        case .png, .apng: self = try PNGHeader(bytes).summary
        case .gif: self = try GIFHeader(bytes).summary
        case .webp: self = try WebPHeader(bytes).summary
        case .heif, .avif: self = try HEIFHeader(source).summary
        case nil: throw .unknownFormat(bytes)
        }
    }

    /// How many pictures, chunks or segments of one file a parser keeps in memory. A file of 200 MB with nothing but
    /// empty ones would take gigabytes. A PNG of that size in chunks of 4 KiB has as many as this.
    static let maximumParts = 65_536

    /// A delay in seconds as browsers understand it.
    static func shownDuration(milliseconds: Double) -> Double {
        // Chromium and WebKit raise delays of up to 10 ms to 100 ms (`ImageFrame` durations in
        // Blink's DeferredImageDecoder and in WebKit's ImageDecoder); Firefox does so for GIF.
        milliseconds <= 10 ? 0.1 : milliseconds / 1000
    }
}

extension PictureFault {
    static func tooManyParts(_ format: String, _ parts: String) -> PictureFault {
        PictureFault(
            .tooLarge(.frames), "the \(format) has more than \(PictureHeader.maximumParts) \(parts)")
    }

    /// - Parameter bytes: the beginning of the file.
    static func unknownFormat(_ bytes: Span<UInt8>) -> PictureFault {
        if let name = PictureFormat.nameOfForeign(bytes.bytes(0..<16)) {
            return PictureFault(.unknownFormat, "this is \(name), which cannot be read; export it as JPEG")
        }
        return PictureFault(.unknownFormat, "this is not a JPEG, PNG, GIF, WebP, HEIC or AVIF picture")
    }
}
