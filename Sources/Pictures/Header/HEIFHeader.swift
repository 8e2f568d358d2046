internal import Libav

/// A HEIF or AVIF file's facts: from the properties of its primary item (ISO/IEC 23008-12), or from its track of
/// pictures where the file is a moving one.
package struct HEIFHeader {
    package let summary: PictureHeader
    let content: Content
    /// How the decoded samples become ``summary``'s picture.
    let rendering: HEIFRendering

    /// Where the coded pictures lie.
    enum Content {
        case still(HEIFComposition, alpha: HEIFComposition?)
        case moving(HEIFTrack, alpha: HEIFTrack?)
    }

    package init(_ bytes: Span<UInt8>) throws(PictureFault) {
        let format = HEIFBrands(bytes)?.format ?? .heif
        let boxes = HEIFBoxes(bytes, in: 0..<bytes.count)
        let meta = boxes.first("meta")
        if HEIFBrands(bytes)?.isMoving ?? false || meta == nil, let movie = boxes.first("moov"),
            let sequence = try HEIFSequence(bytes, movie: movie), sequence.picture.samples.count > 1
        {
            try self.init(sequence, format, bytes)
            return
        }
        guard let meta else {
            throw PictureFault(.unsupported, "the file has no box 'meta': it was cut off, or it is a film")
        }
        guard let items = HEIFItems(bytes, meta: meta) else {
            throw PictureFault(.damaged, "the file names no primary picture")
        }
        try self.init(items, format, bytes)
    }

    /// Pictures that belong to another: its alpha, gain map, depth and mattes are about ten on an iPhone.
    private static let maximumAuxiliaries = 64

    private init(_ items: HEIFItems, _ format: PictureFormat, _ bytes: Span<UInt8>) throws(PictureFault) {
        let primary = items.primary
        let auxiliaries = items.auxiliaries(of: primary)
        guard auxiliaries.count <= Self.maximumAuxiliaries else {
            throw PictureFault(.tooLarge(.tiles), "\(auxiliaries.count) pictures say that they belong to it")
        }
        let properties = HEIFProperties(of: primary, items, bytes)
        guard let size = properties.size, let transform = properties.transform else {
            throw PictureFault(.damaged, "the size of the file's primary picture cannot be read")
        }
        let picture = try HEIFComposition(of: primary, size, items, bytes)
        var alpha: HEIFComposition?
        var alphaRange: ColorRange?
        if let item = items.alpha(of: primary, bytes) {
            let properties = HEIFProperties(of: item, items, bytes)
            alpha = try HEIFComposition(of: item, properties.size ?? size, items, bytes)
            // AV1 says itself which range it has. HEVC that says nothing counts as limited, where encoders of
            // alpha planes mean full range (ISO/IEC 23000-22, 7.3.5.2).
            alphaRange = properties.nclx?.range ?? (alpha?.tiles.first?.codec == .hevc ? .full : nil)
        }
        content = .still(picture, alpha: alpha)
        let profile = properties.profile.flatMap { ICCProfile(bytes.extracting($0)) }
        rendering = HEIFRendering(
            transform: transform, nclx: properties.nclx, profilePrimaries: profile?.primaries,
            alphaRange: alphaRange, isPremultiplied: items.isPremultiplied(primary))
        try rendering.checkMatrix()
        let tiles = [picture, alpha].compactMap { $0 }.filter(\.isGrid).map(\.tiles.count)
        summary = PictureHeader(
            format: format, width: transform.visible.width, height: transform.visible.height,
            hasAlpha: alpha != nil, orientation: transform.orientation,
            colorimetry: rendering.colorimetry(coded: nil), profileName: profile?.name,
            tileCount: tiles.max() ?? 0, profile: profile?.conversion?.fitting(.screen))
    }

    private init(
        _ sequence: HEIFSequence, _ format: PictureFormat, _ bytes: Span<UInt8>
    ) throws(PictureFault) {
        let picture = sequence.picture
        content = .moving(picture, alpha: sequence.alpha)
        let profile = picture.profile.flatMap { ICCProfile(bytes.extracting($0)) }
        rendering = HEIFRendering(
            transform: picture.transform, nclx: picture.nclx, profilePrimaries: profile?.primaries,
            alphaRange: sequence.alpha.flatMap { $0.nclx?.range ?? ($0.codec == .hevc ? .full : nil) },
            isPremultiplied: sequence.isPremultiplied)
        try rendering.checkMatrix()
        summary = PictureHeader(
            format: format, width: picture.transform.visible.width, height: picture.transform.visible.height,
            frameCount: picture.samples.count, loopCount: picture.loopCount, hasAlpha: sequence.alpha != nil,
            orientation: picture.transform.orientation, colorimetry: rendering.colorimetry(coded: nil),
            profileName: profile?.name, durations: picture.durations,
            profile: profile?.conversion?.fitting(.screen))
    }

    /// The same with what only the bitstream says of the colours.
    func completed(from file: PictureFile) -> PictureHeader {
        guard rendering.nclx == nil, case .still(let picture, _) = content,
            let coded = picture.tiles.first?.codedColorimetry(in: file)
        else { return summary }
        var header = summary
        header.colorimetry = rendering.colorimetry(coded: coded)
        return header
    }
}
